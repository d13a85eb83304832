// lesson01 as its user meets it: what it prints, its files, its exit codes.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>

#include "common/atomic_file.hpp"
#include "common/quote_server.hpp"
#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using namespace lockstep::test;

namespace {

// Runs lesson01 where nothing may be left behind but in $TMPDIR, with a server that
// hurries.
struct Run {
    TemporaryFolder working_folder;
    TemporaryFolder temporary;
    RunOptions options;
    RunResult result;

    explicit Run(std::vector<std::string> arguments, bool hurry = true,
                 bool keep = false) {
        arguments.insert(arguments.begin(), LOCKSTEP_PROGRAM);
        if (hurry) arguments.insert(arguments.end(), {"--delay", "10"});
        if (keep) arguments.push_back("--keep");
        options.environment = {"TMPDIR=" + temporary.path()};
        options.folder = working_folder.path();
        result = run_program(arguments, options);
        CAPTURE(result.out);
        CHECK_FALSE(result.timed_out);
        CHECK(std::filesystem::is_empty(working_folder.path()));
    }

    // How many XML files stand in the fresh folder that the program made.
    std::ptrdiff_t xml_files() const {
        const std::filesystem::recursive_directory_iterator begin{temporary.path()};
        return std::count_if(begin, {}, [](const auto& entry) {
            return entry.path().extension() == ".xml";
        });
    }
    bool nothing_left() const { return std::filesystem::is_empty(temporary.path()); }
};

std::string last_line(const std::string& text) {
    const auto end = text.find_last_not_of('\n');
    const auto begin = text.rfind('\n', end);
    return text.substr(begin + 1, end - begin);
}

void check_writes_nine(const std::vector<std::string>& arguments) {
    const Run run{arguments, true, true};
    CHECK(run.result.exit_code == 0);
    CHECK(run.result.err.empty());
    CHECK(run.xml_files() == 9);
    CHECK(contains(run.result.out, "main thread\nkept: "));
}

}  // namespace

TEST_CASE("alone the program shows both times and main speaks last") {
    const Run run{{}, false, true};
    CHECK(run.result.exit_code == 0);
    CHECK(contains(run.result.out, "\none after another "));
    CHECK(contains(run.result.out, "\nin threads "));
    CHECK(contains(run.result.out, "\nratio "));
    CHECK(contains(run.result.out, "main thread\nkept: "));
    CHECK(run.xml_files() == 9);
}

TEST_CASE("the program serial writes nine files") {
    check_writes_nine({"serial"});
}
TEST_CASE("the program function writes nine files") {
    check_writes_nine({"function"});
}
TEST_CASE("the program class writes nine files") {
    check_writes_nine({"class"});
}

TEST_CASE("lanes draw a column for main and one for the others") {
    const Run run{{"class", "--lanes"}, true, true};
    CHECK(run.result.exit_code == 0);
    CHECK(contains(run.result.out, "| stock "));
    CHECK(contains(run.result.out, "| main thread "));
    CHECK(run.xml_files() == 9);
}

TEST_CASE("the program ends waits for the clerk and asks the ticker to stop") {
    const Run run{{"ends"}};
    CHECK(run.result.exit_code == 0);
    const auto at = [&](const std::string& text) { return run.result.out.find(text); };
    REQUIRE(at("the ticker has been joined") != std::string::npos);
    CHECK(at("the book is written") < at("the clerk has been joined"));
    CHECK(at("here main ends") < at("I tidy up and leave"));
    CHECK(at("I tidy up and leave") < at("the ticker has been joined"));
    CHECK(contains(run.result.out, "daemon"));
}

TEST_CASE("a stock that fails is named and the exit code is 1") {
    const Run run{{"failure"}, true, true};
    CHECK(run.result.exit_code == 1);
    CHECK(contains(run.result.err, "000004"));
    CHECK(contains(run.result.err, "404"));
    CHECK(std::count(run.result.err.begin(), run.result.err.end(), '\n') == 1);
    CHECK(run.xml_files() == 8);
}

TEST_CASE("two stocks that fail are both named") {
    QuoteServerOptions options;
    options.faults = {{"000002", Fault::not_found}, {"000005", Fault::server_error}};
    QuoteServer server{std::move(options)};
    const Run run{{"function", "--url", server.csv_url()}, true, true};
    CHECK(run.result.exit_code == 1);
    CHECK(contains(run.result.err, "000002"));
    CHECK(contains(run.result.err, "000005"));
    CHECK(run.xml_files() == 7);
}

TEST_CASE("both Chinese and English quotes come from the server named with url") {
    const std::vector<std::pair<Dialect, std::string>> first_tags{
        {Dialect::chinese, "<日期>"}, {Dialect::english, "<Date>"}};
    for (const auto& [dialect, tag] : first_tags) {
        QuoteServerOptions options;
        options.dialect = dialect;
        QuoteServer server{std::move(options)};
        TemporaryFolder out;
        const Run run{
            {"class", "--url", server.csv_url(), "--stocks", "2", "--out", out.path()}};
        CHECK(run.result.exit_code == 0);
        CHECK(contains(read_file(out.path() + "/000002.xml"), tag));
    }
}

TEST_CASE("files of a folder are served under their names") {
    TemporaryFolder quotes;
    TemporaryFolder out;
    for (const char* id : {"000651", "300001", "002230"})
        std::ofstream{quotes.path() + "/" + id + ".csv"}
            << "Date,Close\n2024-07-19,9.5\n";
    const Run run{
        {"function", "--quotes", quotes.path(), "--stocks", "2", "--out", out.path()}};
    CHECK(run.result.exit_code == 0);
    CHECK(run.nothing_left());
    CHECK(std::filesystem::exists(out.path() + "/000651.xml"));
    CHECK(std::filesystem::exists(out.path() + "/002230.xml"));
    CHECK_FALSE(std::filesystem::exists(out.path() + "/300001.xml"));
}

TEST_CASE("a folder without quotes is an error that names it") {
    TemporaryFolder quotes;
    const Run run{{"function", "--quotes", quotes.path()}};
    CHECK(run.result.exit_code == 1);
    CHECK(contains(run.result.err, quotes.path()));
    CHECK(run.nothing_left());
}

TEST_CASE("a server that nobody runs is an error that leaves no folder") {
    const Run run{{"function", "--stocks", "2", "--url", "http://127.0.0.1:1/{sid}.csv"}};
    CHECK(run.result.exit_code == 1);
    CHECK(contains(run.result.err, "000001"));
    CHECK(run.nothing_left());
}

TEST_CASE("an address without a place for the id is an error that shows it") {
    const Run run{{"serial", "--stocks", "1", "--url", "gopher:stocks"}};
    CHECK(run.result.exit_code == 1);
    CHECK(contains(run.result.err, "gopher:stocks"));
}

TEST_CASE("a file where the folder should be is an error that names it") {
    TemporaryFolder folder;
    const std::string file = folder.path() + "/taken";
    std::ofstream{file} << "mine";
    const Run run{{"serial", "--out", file}};
    CHECK(run.result.exit_code == 1);
    CHECK(contains(run.result.err, file));
}

TEST_CASE("help lists every program and ends well") {
    const Run run{{"--help"}, false};
    CHECK(run.result.exit_code == 0);
    for (const char* name :
         {"serial", "function", "class", "ends", "failure", "broken", "--stocks", "--out",
          "--quotes", "--url", "--delay", "--step", "--slow"})
        CHECK(contains(run.result.out, name));
}

TEST_CASE("a command line that cannot be understood ends with 2 and leaves nothing") {
    const std::vector<std::vector<std::string>> lines{
        {"threads"},         {"--stocks", "0"}, {"--stocks", "many"},
        {"--delay", "-1"},   {"--url"},         {"--quotes", "/no/such/folder"},
        {"serial", "class"}, {"broken"},        {"broken", "nothing_known"}};
    for (const auto& line : lines) {
        CAPTURE(line.front());
        const Run run{line, false};
        CHECK(run.result.exit_code == 2);
        CHECK_FALSE(run.result.err.empty());
        CHECK(run.nothing_left());
    }
}

TEST_CASE("Ctrl-C ends waiting downloads and the exit code is 130") {
    TemporaryFolder temporary;
    RunOptions options;
    options.environment = {"TMPDIR=" + temporary.path()};
    RunningProgram program{{LOCKSTEP_PROGRAM, "serial", "--delay", "2500"}, options};
    REQUIRE(program.wait_for_output("downloading 000001"));
    program.send_signal(SIGINT);
    const RunResult result = program.wait();
    CHECK(result.exit_code == 130);
    CHECK_FALSE(contains(result.out, "downloading 000009"));
    CHECK(std::filesystem::is_empty(temporary.path()));
}

TEST_CASE("with step every start and every join waits for Enter") {
    TemporaryFolder temporary;
    RunOptions options;
    options.environment = {"TMPDIR=" + temporary.path()};
    options.keep_input_open = true;
    RunningProgram program{{LOCKSTEP_PROGRAM, "class", "--stocks", "1", "--step"},
                           options};
    REQUIRE(program.wait_for_output("main makes the object"));
    program.type("\n");
    REQUIRE(program.wait_for_output("main joins the thread of 000001"));
    program.type("\n");
    CHECK(program.wait().exit_code == 0);
}

TEST_CASE("the Python idea runs") {
    const std::string python = LOCKSTEP_PYTHON;
    if (python.empty()) {
        MESSAGE("skipped: there is no python3 here");
        return;
    }
    const auto result =
        run_program({python, LOCKSTEP_LESSON_FOLDER "/programs/python_idea.py"});
    CHECK(result.exit_code == 0);
    CHECK(last_line(result.out) == "main thread");
}
