// lesson02 as its user meets it: exit codes, messages, files.
#include <doctest/doctest.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "common/quote_server.hpp"
#include "common/stock_id.hpp"
#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep::test;
namespace fs = std::filesystem;

namespace {

RunResult lesson02(std::vector<std::string> arguments, const RunOptions& options = {}) {
    arguments.insert(arguments.begin(), LOCKSTEP_PROGRAM);
    return run_program(arguments, options);
}

int count_files(const std::string& folder, const std::string& extension) {
    int count = 0;
    for (const auto& entry : fs::directory_iterator{folder}) {
        count += entry.path().extension() == extension ? 1 : 0;
    }
    return count;
}

}  // namespace

TEST_CASE("help names every program and succeeds") {
    const auto result = lesson02({"--help"});
    CHECK(result.exit_code == 0);
    for (auto name :
         {"files", "memory", "orderbooks", "promise", "end-mark", "timed", "broken"}) {
        CHECK(contains(result.out, name));
    }
}

TEST_CASE("a command line that cannot be understood is refused with one line") {
    const std::vector<std::vector<std::string>> wrong{
        {"soup"},
        {"files", "--stocks", "0"},
        {"files", "--stocks", "many"},
        {"files", "--url", "http://127.0.0.1/{sid}", "--quotes", "."},
        {"broken"},
        {"broken", "soup"}};
    for (const auto& arguments : wrong) {
        const auto result = lesson02(arguments);
        CHECK(result.exit_code == 2);
        CHECK(std::ranges::count(result.err, '\n') == 1);
    }
}

TEST_CASE("an input that cannot be used is refused with one line that names it") {
    const std::vector<std::vector<std::string>> wrong{
        {"files", "--url", "no-template"},
        {"files", "--quotes", "/there/is/no/such/folder"},
        {"memory", "--fault", "000003=soup"},
        {"memory", "--fault", "000003"}};
    for (const auto& arguments : wrong) {
        const auto result = lesson02(arguments);
        CHECK(result.exit_code == 1);
        CHECK(contains(result.err, arguments.back()));
        CHECK(std::ranges::count(result.err, '\n') == 1);
    }
}

TEST_CASE("the tour succeeds and climbs to the closed queue") {
    TemporaryFolder temporary;
    RunOptions options;
    options.environment = {"TMPDIR=" + temporary.path()};
    const auto result = lesson02({}, options);
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "without a lock it says 1, with a mutex 2"));
    CHECK(contains(result.out, "closing the queue ends 2"));
    CHECK(contains(result.out, "9 XML files, 0 failed\n"));
}

TEST_CASE("files downloads nine stocks and converts each") {
    TemporaryFolder out;
    const auto result = lesson02({"files", "--out", out.path()});
    CHECK(result.exit_code == 0);
    for (const auto& id : lockstep::stock_ids(9)) {
        CHECK(fs::exists(out.path() + "/" + id + ".csv"));
        CHECK(fs::exists(out.path() + "/" + id + ".xml"));
    }
    CHECK(contains(result.out, "no more files will come"));
}

TEST_CASE("memory leaves no CSV behind and pads the ids") {
    TemporaryFolder out;
    CHECK(lesson02({"memory", "--stocks", "12", "--out", out.path()}).exit_code == 0);
    CHECK(count_files(out.path(), ".csv") == 0);
    CHECK(count_files(out.path(), ".xml") == 12);
    CHECK(fs::exists(out.path() + "/000007.xml"));
}

TEST_CASE("failed downloads do not stop the line and are listed") {
    for (const std::string program : {"files", "memory"}) {
        TemporaryFolder out;
        const auto result =
            lesson02({program, "--out", out.path(), "--fault", "000003=404", "--fault",
                      "000005=close", "--fault", "000006=cut"});
        CHECK(result.exit_code == 1);
        CHECK(count_files(out.path(), ".xml") == 6);
        for (auto id : {"000003", "000005", "000006"}) {
            CHECK(contains(result.err, std::string{"failed: "} + id + ": "));
        }
        CHECK(contains(result.out, "6 XML files, 3 failed\n"));
    }
}

TEST_CASE("orderbooks writes four markets") {
    TemporaryFolder out;
    CHECK(lesson02({"orderbooks", "--out", out.path()}).exit_code == 0);
    for (auto market : {"eosbtc", "ethbtc", "bchbtc", "neobtc"}) {
        CHECK(fs::exists(out.path() + "/" + market + ".xml"));
    }
}

TEST_CASE("orderbooks tells bad JSON by market") {
    lockstep::QuoteServer csv_instead_of_json;
    TemporaryFolder out;
    const auto result = lesson02(
        {"orderbooks", "--url", csv_instead_of_json.csv_url(), "--out", out.path()});
    CHECK(result.exit_code == 1);
    for (auto market : {"eosbtc", "ethbtc", "bchbtc", "neobtc"}) {
        CHECK(contains(result.err, std::string{"failed: "} + market + ": "));
    }
    CHECK(fs::is_empty(out.path()));
}

TEST_CASE("bad CSV is told by stock and the others are converted") {
    TemporaryFolder quotes;
    TemporaryFolder out;
    auto write = [&](const std::string& name, const std::string& text) {
        std::ofstream{quotes.path() + "/" + name} << text;
    };
    write("000001.csv", "Date,Close\n2024-07-19,10.27\n");
    write("000002.csv", "Date,Close\n2024-07-19\n");
    write("000003.csv", "");
    for (const std::string program : {"files", "memory"}) {
        const auto result =
            lesson02({program, "--quotes", quotes.path(), "--out", out.path()});
        CHECK(result.exit_code == 1);
        CHECK(fs::exists(out.path() + "/000001.xml"));
        CHECK_FALSE(fs::exists(out.path() + "/000002.xml"));
        CHECK(contains(result.err, "000002"));
        CHECK(contains(result.err, "line 2"));
        CHECK(contains(result.err, "000003"));
    }
}

TEST_CASE("an output folder that cannot be made is named") {
    const auto result = lesson02({"memory", "--out", "/proc/no/such/place"});
    CHECK(result.exit_code == 1);
    CHECK(contains(result.err, "/proc/no"));
}

TEST_CASE("the programs without a server run to their end") {
    const auto end_mark = lesson02({"end-mark"});
    CHECK(end_mark.exit_code == 0);
    CHECK(contains(end_mark.out,
                   "Two consumers, one end mark: 3 items, 1 ended, 1 left waiting"));
    CHECK(contains(end_mark.out,
                   "Two consumers, a closed queue: 3 items, 2 ended, 0 left waiting"));
    const auto promise = lesson02({"promise"});
    CHECK(promise.exit_code == 0);
    CHECK(contains(promise.out, "learns: broken promise"));
    const auto timed = lesson02({"timed"});
    CHECK(timed.exit_code == 0);
    CHECK(contains(timed.out, "popped 3"));
    CHECK(contains(timed.out, "push on a closed queue: false"));
}

TEST_CASE("broken shows each fault beside its twin") {
    for (auto name : {"counter", "notify-before-wait", "woken-for-nothing", "end-mark",
                      "done-without-failure"}) {
        const auto result = lesson02({"broken", name});
        CHECK(result.exit_code == 0);
        CHECK(contains(result.out, "wrong   "));
        CHECK(contains(result.out, "mended  "));
    }
}

TEST_CASE("step goes on by itself when standard input ends") {
    TemporaryFolder out;
    CHECK(lesson02({"memory", "--step", "--lanes", "--out", out.path()}).exit_code == 0);
    CHECK(count_files(out.path(), ".xml") == 9);
}

TEST_CASE("an interrupt ends a run that would wait for an answer") {
    TemporaryFolder out;
    RunningProgram program{{LOCKSTEP_PROGRAM, "memory", "--stocks", "3", "--out",
                            out.path(), "--fault", "000001=never"}};
    REQUIRE(program.wait_for_output("000003.xml"));
    program.send_signal(SIGINT);
    CHECK(program.wait().exit_code == 130);
}

TEST_CASE("the Python idea works like the lesson") {
    const std::string python = LOCKSTEP_PYTHON;
    if (python.empty()) {
        MESSAGE("skipped: there is no python3");
        return;
    }
    const auto result =
        run_program({python, LOCKSTEP_LESSON_FOLDER "/programs/python_idea.py"});
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "9 converted"));
}
