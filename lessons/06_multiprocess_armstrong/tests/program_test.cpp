// The program lesson06, run as its user runs it.
#include <doctest/doctest.h>

#include <csignal>
#include <regex>
#include <string>
#include <vector>

#include "lessons/06_multiprocess_armstrong/tests/watched_process_test.hpp"
#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using test::contains;
using test::lacks;
using test::RunningProgram;
using test::RunResult;
using test::WatchedProcess;

namespace {

RunResult lesson06(std::vector<std::string> arguments,
                   const test::RunOptions& options = {}) {
    arguments.insert(arguments.begin(), LOCKSTEP_PROGRAM);
    return test::run_program(arguments, options);
}

const std::string all_below_ten_million =
    "24 Armstrong numbers: 1 2 3 4 5 6 7 8 9 153 370 371 407 1634 8208 9474 54748 92727 "
    "93084 548834 1741725 4210818 9800817 9926315\n";

// Three workers, each busy for a minute with its first range.
const std::vector<std::string> slow_survive{LOCKSTEP_PROGRAM, "survive", "--pause",
                                            "60000"};

std::vector<WatchedProcess> workers_of(RunningProgram& program) {
    REQUIRE(program.wait_for_output("worker 3 searches"));
    std::vector<WatchedProcess> workers;
    for (const pid_t pid : test::invited_to_kill(program.output_so_far()))
        workers.emplace_back(pid);
    REQUIRE(workers.size() == 3);
    return workers;
}

}  // namespace

TEST_CASE("memory shows one address with two values") {
    const auto result = lesson06({"memory"});
    CHECK(result.exit_code == 0);
    const std::regex line{
        R"((before|changed here|after): number is (\d), at address (\S+))"};
    std::vector<std::string> values, addresses;
    for (std::sregex_iterator i{result.out.begin(), result.out.end(), line}, end;
         i != end; ++i) {
        values.push_back((*i)[2]);
        addresses.push_back((*i)[3]);
    }
    REQUIRE(values == std::vector<std::string>{"1", "7", "1"});
    CHECK(addresses[0] == addresses[1]);
    CHECK(addresses[0] == addresses[2]);
}

TEST_CASE("memory reports how each child has ended") {
    const auto result = lesson06({"memory"});
    CHECK(contains(result.out, "the returner has ended: exit code 3"));
    CHECK(contains(result.out, "the thrower has ended: exit code 1"));
    CHECK(result.err == "thrower: error: the disk is full\n");
    CHECK(contains(result.out, "the sleeper has ended: signal 9 (SIGKILL)"));
}

TEST_CASE("pipe carries words there and back and a message larger than the socket") {
    const auto result = lesson06({"pipe"});
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "its answer is \"dlrow olleh\""));
    CHECK(contains(result.out, "its answer is \"|---------…\", 1000001 bytes"));
    CHECK(contains(result.out, "the child has ended: exit code 0"));
}

TEST_CASE("queue deals with every item and tells of an accident") {
    const auto peaceful = lesson06({"queue"});
    CHECK(peaceful.exit_code == 0);
    CHECK(contains(peaceful.out, "10 of 10 items were dealt with"));
    const auto accident = lesson06({"queue", "--items", "100", "--accident"});
    CHECK(accident.exit_code == 0);
    CHECK(contains(accident.out, "200 of 200 items were dealt with"));
    // Consumer 2 may have come when all was done, and has no accident then.
    const bool met = accident.out.find("consumer 2 has ended: signal 9 (SIGKILL); ") !=
                     std::string::npos;
    CHECK(met == (accident.out.find("goes to another") != std::string::npos));
    CHECK(contains(lesson06({"queue", "--items", "0"}).out, "0 of 0 items"));
}

TEST_CASE("survive alone or by name finds all in all ranges") {
    const auto result = lesson06({"survive", "--pause", "0"});
    CHECK(result.exit_code == 0);
    CHECK(result.err == "");
    CHECK(
        contains(result.out, "30 of 30 ranges are done, by 3 workers, of which 0 died"));
    CHECK(contains(result.out, all_below_ten_million));
}

TEST_CASE("survive does all ranges although its workers are killed by chance") {
    const auto result = lesson06({"survive", "--pause", "0", "--kills", "20"});
    CHECK_MESSAGE(result.exit_code == 0, result.err);
    CHECK(contains(result.out, "30 of 30 ranges are done"));
    CHECK(contains(result.out, " died of signal 9 (SIGKILL), "));
    CHECK(contains(result.out, all_below_ten_million));
}

TEST_CASE("a number that kills every worker costs one range and exit code 1") {
    const auto result =
        lesson06({"survive", "--pause", "0", "--deadly", "5000000", "--tries", "2"});
    CHECK(result.exit_code == 1);
    CHECK(contains(result.out, "29 of 30 ranges are done"));
    CHECK(result.err == "given up: 4666672 … 5000004, every worker that took it died\n");
}

TEST_CASE("a class kills workers from outside and the search goes on") {
    // With --step the fourth range waits for Enter, so the three are there to be killed.
    RunningProgram program{
        {LOCKSTEP_PROGRAM, "survive", "--step", "--pause", "0", "--ranges", "6"},
        {.keep_input_open = true}};
    program.type("\n\n\n");
    const auto workers = workers_of(program);
    for (const WatchedProcess& worker : workers) worker.kill();  // all of them at once
    for (const WatchedProcess& worker : workers) CHECK(worker.ends());
    program.close_input();
    const auto result = program.wait();
    CHECK_MESSAGE(result.exit_code == 0, result.err);
    CHECK(contains(result.out, "6 of 6 ranges are done"));
    CHECK(contains(result.out, "worker 1 died of signal 9 (SIGKILL)"));
    CHECK(contains(result.out, "worker 2 died of signal 9 (SIGKILL)"));
    CHECK(contains(result.out, "worker 3 died of signal 9 (SIGKILL)"));
    CHECK(contains(result.out, all_below_ten_million));
}

TEST_CASE("a coordinator that is killed leaves no orphan") {
    RunningProgram program{slow_survive};
    const auto workers = workers_of(program);
    program.send_signal(SIGKILL);
    CHECK(program.wait().exit_code == 128 + SIGKILL);
    for (const WatchedProcess& worker : workers) CHECK(worker.ends());
}

TEST_CASE("Ctrl-C ends survive with its workers and exit code 130") {
    RunningProgram program{slow_survive};
    const auto workers = workers_of(program);
    program.send_signal(SIGINT);
    const auto result = program.wait();
    CHECK(result.exit_code == 130);
    CHECK(contains(result.out, "0 of 30 ranges are done"));
    for (const WatchedProcess& worker : workers) CHECK(worker.ends());
}

TEST_CASE("Ctrl-C on a terminal reaches the coordinator and not its workers first") {
    RunningProgram program{slow_survive, {.terminal = true}};
    const auto workers = workers_of(program);
    program.type("\x03");
    const auto result = program.wait();
    CHECK(result.exit_code == 130);
    CHECK(contains(result.out, "of which 0 died"));
    for (const WatchedProcess& worker : workers) CHECK(worker.ends());
}

TEST_CASE("Ctrl-C ends the queue and the step by step demos") {
    for (const char* demo : {"memory", "pipe", "queue"}) {
        RunningProgram program{{LOCKSTEP_PROGRAM, demo, "--step"},
                               {.keep_input_open = true}};
        REQUIRE(program.wait_for_output("[Enter]"));
        program.send_signal(SIGINT);
        CHECK(program.wait().exit_code == 130);
    }
}

TEST_CASE("every broken name shows its fault and its mend") {
    const std::vector<std::vector<std::string>> faults{
        {"shared-global", "broken: the parent reads 0", "mended: the parent has 42"},
        {"fork-with-threads", "broken: the child still waits", "mended: the child gets"},
        {"short-message", "broken: the parent takes \"153 370\" for",
         "mended: the parent takes \"153 370 371 407\""},
        {"zombie", "broken: a zombie", "mended: nothing"}};
    for (const auto& fault : faults) {
        const auto result = lesson06({"broken", fault[0]});
        CHECK_MESSAGE(result.exit_code == 0, result.err);
        CHECK(contains(result.out, fault[1]));
        CHECK(contains(result.out, fault[2]));
    }
}

TEST_CASE("wrong command lines exit with 2 and name the option") {
    const std::vector<std::vector<std::string>> wrong{
        {"survive", "--workers", "0"}, {"survive", "--ranges", "none"},
        {"survive", "--pause", "-1"},  {"survive", "--tries", "0"},
        {"survive", "--to", "0"},      {"survive", "--kills", "many"},
        {"queue", "--capacity", "0"},  {"queue", "--items", "-1"}};
    for (const auto& arguments : wrong) {
        const auto result = lesson06(arguments);
        CHECK(result.exit_code == 2);
        CHECK(contains(result.err, arguments[1]));
    }
    CHECK(contains(lesson06({"broken", "everything"}).err, "everything"));
    CHECK(lesson06({"broken"}).exit_code == 2);
    CHECK(lesson06({"juggle"}).exit_code == 2);
}

TEST_CASE("help names every subcommand and gives an example") {
    const auto result = lesson06({"--help"});
    CHECK(result.exit_code == 0);
    for (const auto* word : {"memory", "pipe", "queue", "survive", "broken", "--step",
                             "Example: lesson06 survive"})
        CHECK(contains(result.out, word));
    CHECK(lacks(result.out, "\n  worker"));
    CHECK(contains(lesson06({"broken", "--help"}).out, "fork-with-threads"));
}

TEST_CASE("a worker started by hand says what it lacks") {
    const auto result = lesson06({"worker", "1"});
    CHECK(result.exit_code == 1);
    CHECK(result.err == "lesson06: error: the parent process is gone\n");
}
