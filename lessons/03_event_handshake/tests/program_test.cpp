// The program lesson03, run as its user runs it.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "common/archive.hpp"
#include "common/atomic_file.hpp"
#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using test::contains;
using test::lacks;
using test::RunResult;
namespace fs = std::filesystem;

namespace {

RunResult lesson03(std::vector<std::string> arguments,
                   const test::RunOptions& options = {}) {
    arguments.insert(arguments.begin(), LOCKSTEP_PROGRAM);
    return test::run_program(arguments, options);
}

std::size_t archives_in(const fs::path& folder) {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator{folder})
        if (entry.path().extension() == ".tgz") ++count;
    return count;
}

std::size_t files_with(const fs::path& folder, const std::string& extension) {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator{folder})
        if (entry.path().extension() == extension) ++count;
    return count;
}

}  // namespace

TEST_CASE("lesson03 alone shows the conversation about twelve stocks") {
    const test::TemporaryFolder temporary;
    test::RunOptions options;
    options.environment = {"TMPDIR=" + temporary.path()};
    const auto result = lesson03({}, options);
    CHECK(result.exit_code == 0);
    CHECK(result.err == "");
    CHECK(contains(result.out, "5 files: your turn, packer"));
    CHECK(contains(result.out, "1.tgz holds 5 files: your turn, converter"));
    CHECK(contains(result.out, "3.tgz holds 2 files"));
    CHECK(contains(result.out, "12 of 12 stocks are in 3 archives"));
}

TEST_CASE("the pipeline packs into the folder it is given") {
    const test::TemporaryFolder out;
    const auto result = lesson03({"pipeline", "--stocks", "7", "--batch", "3", "--delay",
                                  "0", "--out", out.path() + "/new/folder"});
    CHECK_MESSAGE(result.exit_code == 0, result.err);
    CHECK(archives_in(out.path() + "/new/folder") == 3);
}

TEST_CASE("the pipeline packs a folder of CSV files") {
    const test::TemporaryFolder quotes, out;
    write_atomically(quotes.path() + "/000001.csv", "Date,Close\n2024-07-19,10.37\n");
    write_atomically(quotes.path() + "/000007.csv", "Date,Close\n2024-07-19,20.37\n");
    const auto result =
        lesson03({"pipeline", "--quotes", quotes.path(), "--out", out.path()});
    CHECK_MESSAGE(result.exit_code == 0, result.err);
    const auto entries = read_tgz(out.path() + "/1.tgz");
    REQUIRE(entries.size() == 2);
    CHECK(list_tgz(out.path() + "/1.tgz").size() == 2);
}

TEST_CASE("stocks limits how many of the CSV files are taken") {
    const test::TemporaryFolder quotes, out;
    for (const auto* name : {"/000001.csv", "/000002.csv", "/000003.csv"})
        write_atomically(quotes.path() + name, "Date,Close\n2024-07-19,10.37\n");
    const auto result = lesson03(
        {"pipeline", "--quotes", quotes.path(), "--stocks", "2", "--out", out.path()});
    CHECK_MESSAGE(result.exit_code == 0, result.err);
    CHECK(contains(result.out, "2 of 2 stocks"));
}

TEST_CASE("a stock that fails makes the exit code 1 and is listed with its reason") {
    const test::TemporaryFolder out;
    const auto result = lesson03({"pipeline", "--stocks", "3", "--fault", "000002=404",
                                  "--delay", "0", "--out", out.path()});
    CHECK(result.exit_code == 1);
    CHECK(contains(result.err, "000002: "));
    CHECK(contains(result.err, "404"));
    CHECK(contains(result.out, "2 of 3 stocks"));
    CHECK(list_tgz(out.path() + "/1.tgz").size() == 2);
}

TEST_CASE("a server that is not there makes every stock fail") {
    const test::TemporaryFolder out;
    const auto result = lesson03({"pipeline", "--stocks", "3", "--url",
                                  "http://127.0.0.1:1/{sid}.csv", "--out", out.path()});
    CHECK(result.exit_code == 1);
    CHECK(contains(result.out, "0 of 3 stocks"));
    CHECK(archives_in(out.path()) == 0);
}

TEST_CASE("wrong command lines exit with 2 and name the option") {
    CHECK(contains(lesson03({"pipeline", "--stocks", "0"}).err, "--stocks"));
    CHECK(lesson03({"pipeline", "--stocks", "0"}).exit_code == 2);
    CHECK(contains(lesson03({"pipeline", "--stocks", "many"}).err, "--stocks"));
    CHECK(contains(lesson03({"pipeline", "--batch", "-3"}).err, "--batch"));
    CHECK(contains(lesson03({"pipeline", "--quotes", "/no/such/folder"}).err,
                   "/no/such/folder"));
    CHECK(contains(lesson03({"pipeline", "--fault", "000007"}).err, "--fault"));
    CHECK(contains(lesson03({"pipeline", "--fault", "000007=fire"}).err, "fire"));
    CHECK(contains(lesson03({"pipeline", "--url", "nonsense"}).err, "nonsense"));
    CHECK(contains(lesson03({"broken", "everything"}).err, "everything"));
    CHECK(lesson03({"broken"}).exit_code == 2);
    CHECK(lesson03({"juggle"}).exit_code == 2);
}

TEST_CASE("help names every subcommand and gives an example") {
    const auto result = lesson03({"--help"});
    CHECK(result.exit_code == 0);
    for (const auto* word : {"basics", "numbers", "pipeline", "broken", "--step",
                             "--slow", "lesson03 pipeline --stocks 1000"})
        CHECK(contains(result.out, word));
    CHECK(lacks(result.out, "pack-and-die"));
    CHECK(contains(lesson03({"broken", "--help"}).out, "lost-tail"));
}

TEST_CASE("every broken name shows its fault and its mend") {
    const auto lost_tail = lesson03({"broken", "lost-tail"});
    CHECK(lost_tail.exit_code == 0);
    CHECK(contains(lost_tail.out, "broken: 5 of 7 files"));
    CHECK(contains(lost_tail.out, "mended: 7 of 7 files"));
    const auto delete_too_early = lesson03({"broken", "delete-too-early"});
    CHECK_MESSAGE(delete_too_early.exit_code == 0, delete_too_early.err);
    CHECK(contains(delete_too_early.out, "broken: 2 of 5 files"));
    CHECK(contains(delete_too_early.out, "mended: 5 of 5 files"));
    const auto missed_signal = lesson03({"broken", "missed-signal"});
    CHECK(missed_signal.exit_code == 0);
    CHECK(contains(missed_signal.out, "broken: the waiter missed the signal"));
    CHECK(contains(missed_signal.out, "mended: the waiter received the signal"));
    const auto wrong_daemon = lesson03({"broken", "wrong-daemon"});
    CHECK(wrong_daemon.exit_code == 0);
    CHECK(contains(wrong_daemon.out,
                   "broken: the packer ended only because it was stopped"));
    CHECK(contains(wrong_daemon.out, "mended: the packer ended by itself"));
}

TEST_CASE("the demos run to their end") {
    CHECK(lesson03({"basics"}).exit_code == 0);
    const auto numbers = lesson03({"numbers"});
    CHECK(numbers.exit_code == 0);
    CHECK(contains(numbers.out, "5 numbers, their sum is 15"));
    CHECK(contains(numbers.out, "2 numbers, their sum is 23"));
}

TEST_CASE("step waits for Enter and goes on without it when the input ends") {
    test::RunOptions options;
    options.input = "\n\n";
    const auto result = lesson03({"numbers", "--step"}, options);
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "the maker hands the batch over and waits"));
    CHECK(contains(result.out, "2 numbers, their sum is 23"));
}

TEST_CASE("Ctrl-C packs what is converted and exits with 130") {
    const test::TemporaryFolder out;
    test::RunningProgram program{{LOCKSTEP_PROGRAM, "pipeline", "--stocks", "40",
                                  "--batch", "4", "--delay", "200", "--out", out.path()}};
    REQUIRE(program.wait_for_output("1.tgz holds 4 files"));
    program.send_signal(SIGINT);
    const auto result = program.wait();
    CHECK(result.exit_code == 130);
    CHECK(files_with(out.path(), ".xml") == 0);
    CHECK(archives_in(out.path()) >= 1);
    CHECK(lacks(result.out, "40 of 40"));
}

TEST_CASE("a second run in a folder that is in use is refused") {
    const test::TemporaryFolder out;
    test::RunningProgram first{{LOCKSTEP_PROGRAM, "pipeline", "--stocks", "40", "--batch",
                                "4", "--delay", "200", "--out", out.path()}};
    REQUIRE(first.wait_for_output("1.tgz holds 4 files"));
    const auto second = lesson03({"pipeline", "--stocks", "1", "--out", out.path()});
    CHECK(second.exit_code == 1);
    CHECK(contains(second.err, out.path()));
    first.send_signal(SIGTERM);
    CHECK(first.wait().exit_code == 143);
}

TEST_CASE("a folder that cannot be made is an error that names it") {
    const test::TemporaryFolder folder;
    write_atomically(folder.path() + "/file", "");
    const auto result = lesson03({"pipeline", "--out", folder.path() + "/file/out"});
    CHECK(result.exit_code == 1);
    CHECK(contains(result.err, folder.path() + "/file/out"));
}

// Files may grow to 64 KiB, and no further: the XML fits, the archive does not.
TEST_CASE("an archive that does not fit is an error and leaves the XML") {
    const test::TemporaryFolder out;
    const std::string command =
        "trap '' XFSZ; ulimit -f 64; exec \"$0\" pipeline --stocks 400 "
        "--batch 400 --delay 0 --out \"$1\"";
    const auto result =
        test::run_program({"bash", "-c", command, LOCKSTEP_PROGRAM, out.path()});
    CHECK(result.exit_code == 1);
    CHECK(contains(result.err, "1.tgz"));
    CHECK(files_with(out.path(), ".xml") == 400);
    CHECK(archives_in(out.path()) == 0);

    const auto again = lesson03({"pipeline", "--stocks", "1", "--out", out.path()});
    CHECK(again.exit_code == 0);
    CHECK(files_with(out.path(), ".xml") == 0);
}
