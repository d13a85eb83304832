#include <fstream>
#include <sstream>
#include <thread>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/exercises/runner_test/fake_house.hpp"
#include "tests/support/contains.hpp"
#include "tests/support/may_take.hpp"

using namespace lockstep::test;
using nlohmann::json;

namespace {

const std::string deadlock =
    R"(,"check":"seven files are packed","happened":"All threads wait.","trace":"body\nT1 locks\nT2 locks","replay":"","line":31)";

// Where each part stands in the text; all must be there, in this order.
void check_order(const std::string& text, const std::vector<std::string>& parts) {
    std::size_t at = 0;
    for (const auto& part : parts) {
        const auto found = text.find(part, at);
        CHECK_MESSAGE(found != text.npos, part << " is not there, or not in its order:\n"
                                               << text);
        if (found != text.npos) at = found;
    }
}

}  // namespace

TEST_CASE("an answer that passes gives exit code 0 and is remembered") {
    const FakeHouse house;
    house.add(tail, FakeHouse::grader(tail, "passed", R"(,"checks":["it ends"])"));
    const auto result = house.run({"check", "03/tail"});
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "03/tail  Title of tail: passed\n  ok it ends\n"));
    CHECK(result.err.empty());
    CHECK(contains(house.compiler_calls(), "-std=c++20 -Wall -DTWO=2 -DTHREE=3 -I"));
    CHECK(contains(read_text(house.places().progress()), "passed " + tail + "\n"));
}

TEST_CASE("a rejection is told in the order of learning") {
    const FakeHouse house;
    house.add(tail, FakeHouse::grader(tail, "deadlock", deadlock));
    const auto result = house.run({"check", "03/tail"});
    CHECK(result.exit_code == 1);
    check_order(result.out,
                {"03/tail  Title of tail: deadlock", "Expected   Seven files make three",
                 "Happened   All threads wait. (line 31 of your file)", "  T1 locks",
                 "Why        Every thread", "Looks like This looks like the lost tail",
                 "Read       lessons/03_event_handshake/README.md#the-idea"});
    CHECK(lacks(result.out, "\x1b"));
    CHECK(lacks(result.out, "**"));
    CHECK(lacks(read_text(house.places().progress()), "passed"));
}

TEST_CASE("lines are no longer than 80 columns on a pipe") {
    const FakeHouse house;
    const std::string word = "a sentence that is told again and again, ";
    house.add(tail, FakeHouse::grader(tail, "deadlock",
                                      R"(,"check":"x","happened":")" + word + word +
                                          word + "\""));
    std::istringstream lines{house.run({"check", "03/tail"}).out};
    for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 80);
}

TEST_CASE("colours come on a terminal and NO_COLOR forbids them") {
    const FakeHouse house;
    house.add(tail, FakeHouse::grader(tail, "deadlock", deadlock));
    for (const auto* no_color : {"NO_COLOR", "NO_COLOR=1"}) {
        auto options = house.options({no_color});
        options.terminal = true;
        const auto result = run_program(house.command({"check", "03/tail"}), options);
        CHECK(result.exit_code == 1);
        CHECK((result.out.find("\x1b[1m") != result.out.npos) ==
              (no_color == std::string{"NO_COLOR"}));
    }
}

TEST_CASE("a lesson goes on after an exercise that fails") {
    const FakeHouse house;
    house.add(tail, FakeHouse::grader(tail, "deadlock", deadlock));
    house.add("03_event_handshake/second",
              FakeHouse::grader("03_event_handshake/second", "passed"));
    house.add("04_thread_local/other", "exit 9");
    const auto result = house.run({"check", "3"});
    CHECK(result.exit_code == 1);
    CHECK(lacks(house.compiler_calls(), "04_thread_local/other"));
    CHECK(contains(result.out, "  not yet     03/tail                       deadlock\n"
                               "  passed      03/second                     \n\n"
                               "1 of 2 passed.\n"));
}

TEST_CASE("what does not compile is shown errors first and explained") {
    const FakeHouse house;
    house.add(tail, "echo 'must not run'; exit 0");
    house.add("03_event_handshake/tail_two",
              FakeHouse::grader("03_event_handshake/tail_two", "passed"));
    house.compiler_does("case $out in */exercise03_tail/*) cat <<END\n"
                        "$answer:3:5: warning: unused variable 'x'\n    3 | int x;\n"
                        "$answer:9:1: error: expected ';' before '}' token\n    9 | }\n"
                        "END\nexit 1 ;; esac");
    const auto result = house.run({"check", "03"});
    CHECK(result.exit_code == 1);
    check_order(result.out,
                {"Title of tail: does not compile",
                 "exercises/03_event_handshake/tail.cpp:9:1: error: expected ';'",
                 "    9 | }", "warning: unused", "That means A semicolon", "03/tail_two",
                 "1 of 2 passed."});
    CHECK(lacks(result.out, house.build()));
    CHECK(lacks(result.out, "must not run"));
}

TEST_CASE("what is expected and not so is not told as what happened") {
    const FakeHouse house;
    house.add(tail,
              FakeHouse::grader(tail, "assertion_failed",
                                R"(,"check":"x","happened":"does not hold: 5 left")"));
    const auto out = house.run({"check", "03/tail"}).out;
    CHECK(contains(out, "Happened   Expected, but not so: 5 left\n"));
    CHECK(lacks(out, "does not hold"));
}

TEST_CASE("an order of steps is spoken of only where one is shown") {
    const FakeHouse house;
    const std::string begin = R"(,"check":"x","happened":"y","trace":")";
    const std::string lanes = "   | body | T1 | source\\n   | starts T1 |  | \\n";
    const auto out_of = [&](const std::string& trace) {
        house.program_is("exercise03_tail", FakeHouse::grader(tail, "assertion_failed",
                                                              begin + trace + "\""));
        return house.run({"check", "03/tail"}).out;
    };
    house.add(tail, "");
    for (const auto& trace : {std::string{}, lanes + "   | checks |  | "}) {
        const auto out = out_of(trace);
        CHECK(contains(out, "03/tail  Title of tail: a wrong result"));
        CHECK(lacks(out, "Why"));
        CHECK(lacks(out, "The order in which it went wrong"));
    }
    check_order(out_of(lanes + "   |  | total is 1 | "),
                {"The order in which it went wrong", "total is 1",
                 "Why        There is an order of the threads' steps"});
}

TEST_CASE("where threads hang is no order of steps") {
    const FakeHouse house;
    house.add(tail, FakeHouse::grader(
                        tail, "hang",
                        R"(,"check":"x","trace":"main thread  at a\nthread 1  at b")"));
    const auto out = house.run({"check", "03/tail"}).out;
    check_order(out,
                {"Where the threads are:", "  main thread  at a", "  thread 1  at b"});
    CHECK(lacks(out, "The order in which it went wrong"));
}

TEST_CASE("what is said of the last looks stands in the whole trace only") {
    const FakeHouse house;
    house.add(
        tail,
        FakeHouse::grader(
            tail, "deadlock",
            R"(,"check":"x","happened":"deadlock: T1 waits for line.go. T1 looked after the last notify, that of body at tail.cpp:16, and what it waits for was not so")"));
    CHECK(contains(house.run({"check", "03/tail"}).out,
                   "Happened   deadlock: T1 waits for line.go\n"));
    CHECK(contains(house.run({"check", "03/tail", "--trace"}).out, "T1 looked after"));
}

TEST_CASE("warnings stand last in one line each") {
    const FakeHouse house;
    house.add(tail, "");
    for (const std::string verdict : {"deadlock", "passed"}) {
        house.program_is("exercise03_tail", FakeHouse::grader(tail, verdict, deadlock));
        house.compiler_does("[ $step = link ] || cat <<END\n"
                            "$answer:3:5: warning: unused variable 'x' [-Wunused]\n"
                            "    3 | int x;\n$answer:4:5: warning: two\n"
                            "$answer:5:5: warning: three\n$answer:6:5: warning: four\n"
                            "END");
        const auto out = house.run({"check", "03/tail"}).out;
        CHECK(contains(out, "\n\nBesides, the compiler warns:\n"
                            "  line 3: unused variable 'x'\n  line 4: two\n"
                            "  line 5: three\n  ... and 1 more; all: key t"));
        CHECK(lacks(out, "mend the first"));
        CHECK(lacks(out, "int x;"));
        if (verdict == "deadlock")
            check_order(out, {"Why", "Looks like", "Read", "Besides"});
    }
}

TEST_CASE("a compiler that cannot work is not called the learner's fault") {
    const FakeHouse house;
    house.add(tail, FakeHouse::grader(tail, "passed"));
    const std::string says = "c++: fatal error: cannot execute cc1plus";
    for (const std::string step : {"compile", "link"}) {
        house.compiler_does("[ $step != " + step + " ] || { echo '" + says +
                            "'; exit 1; }");
        const auto result = house.run({"check", "03/tail"});
        CHECK(result.exit_code == 1);
        CHECK(contains(result.out, "the build does not work"));
        CHECK(contains(result.out, says));
    }
    house.compiler_does("exit 1");
    CHECK(contains(house.run({"check", "03/tail"}).out, "the build does not work"));
    house.compiler_is("lockstep-no-such-compiler");
    const auto result = house.run({"check", "03/tail"});
    CHECK(result.exit_code == 1);
    CHECK(contains(result.out, "the build does not work"));
    CHECK(contains(result.out, "lockstep-no-such-compiler"));
}

TEST_CASE("an answer that ends the program is no passed one") {
    const FakeHouse house;
    house.add(tail, "");
    const std::string passed = FakeHouse::verdict(tail, "passed");
    for (const std::string& grader : std::vector<std::string>{
             "exit 0", "echo done; exit 0", "echo '" + passed + "'; exit 1",
             "echo '" + passed + "'; exit 0", "echo ' " + passed + "'; exit 0",
             "echo 'a-guess " + passed + "'; exit 0",
             "echo '" + passed + "'; echo bye; exit 0",
             FakeHouse::grader("03_event_handshake/other", "passed"), "kill -SEGV $$"}) {
        house.program_is("exercise03_tail", grader);
        CAPTURE(grader);
        CHECK(house.run({"check", "03/tail"}).exit_code == 1);
    }
}

TEST_CASE("the last words of an aborted program are explained") {
    const FakeHouse house;
    house.add(tail,
              "echo 'terminate called without an active exception' >&2; kill -ABRT $$");
    const auto result = house.run({"check", "03/tail"});
    CHECK(result.exit_code == 1);
    check_order(result.out,
                {"it ended early", "(exit code", "What it printed last",
                 "  terminate called without", "That means A std::thread was"});
}

TEST_CASE("a grader that hangs is killed with all it started and told honestly") {
    const lockstep::test::MaySleep limit{std::chrono::seconds{10},
                                         "the shortest limit is a second"};
    const FakeHouse house;
    const std::string child = house.build() + "/child";
    house.add(tail, "trap '' TERM; setsid sh -c 'echo $$ >" + child +
                        "; exec sleep 1000' & while :; do sleep 1000; done");
    const auto result = house.run({"check", "03/tail", "--limit", "1"});
    CHECK(result.exit_code == 1);
    CHECK(contains(result.out, "no verdict"));
    const std::string pid = read_text(child);
    REQUIRE_FALSE(pid.empty());
    CHECK_FALSE(std::filesystem::exists("/proc/" + pid.substr(0, pid.size() - 1)));
}

TEST_CASE("Ctrl-C ends a compiler and gives exit code 130") {
    const FakeHouse house;
    house.add(tail, FakeHouse::grader(tail, "passed"));
    const std::string begun = house.build() + "/begun";
    house.compiler_does("mkfifo '" + begun + "'; echo now >'" + begun +
                        "'; exec sleep 1000");
    RunningProgram program{house.command({"check", "03/tail"}), house.options()};
    while (read_text(begun).empty()) std::this_thread::yield();
    program.send_signal(SIGINT);
    const auto result = program.wait();
    CHECK(result.exit_code == 130);
    CHECK(result.out.empty());
}

TEST_CASE("check as JSON holds all that the text says") {
    const FakeHouse house;
    house.add(tail, FakeHouse::grader(tail, "deadlock", deadlock));
    const auto result = house.run({"check", "03/tail", "--json"});
    CHECK(result.exit_code == 1);
    CHECK(result.err.empty());
    const auto whole = json::parse(result.out);
    CHECK(whole["passed"] == 0);
    CHECK(whole["rejected"] == 1);
    const auto& one = whole["exercises"][0];
    CHECK(one["exercise"] == tail);
    CHECK(one["verdict"] == "deadlock");
    CHECK(one["expected"] == "Seven files make three archives.");
    CHECK(one["line"] == 31);
    CHECK(one["page"] == "lessons/03_event_handshake/README.md#the-idea");
}

TEST_CASE("what a grader prints cannot drive the terminal") {
    const FakeHouse house;
    house.add(tail,
              FakeHouse::grader(
                  tail, "deadlock",
                  R"(,"check":"x","happened":"a\u001b[2Jb","trace":"\u001b[31mred")"));
    CHECK(lacks(house.run({"check", "03/tail"}).out, "\x1b"));
}

TEST_CASE("a file that is missing is named with the way back") {
    const FakeHouse house;
    house.add(tail, "exit 0");
    std::filesystem::remove(house.places().exercise({tail}));
    const auto result = house.run({"check", "03/tail"});
    CHECK(result.exit_code == 1);
    CHECK(contains(result.out, "the file is missing"));
    CHECK(house.compiler_calls().empty());
}

TEST_CASE("verify checks all and check alone the current one") {
    const FakeHouse house;
    house.add(tail, FakeHouse::grader(tail, "passed"));
    house.add("04_thread_local/other",
              FakeHouse::grader("04_thread_local/other", "passed"));
    CHECK(contains(house.run({"check"}).out, "03/tail"));
    const auto second = house.run({"check"});
    CHECK(lacks(second.out, "03/tail"));
    CHECK(contains(second.out, "04/other"));
    const auto all = house.run({"verify"});
    CHECK(all.exit_code == 0);
    CHECK(contains(all.out, "2 of 2 passed."));
}
