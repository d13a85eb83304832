#include "common/pace.hpp"

#include <doctest/doctest.h>

#include "tests/common/redirected.hpp"
#include "tests/support/asleep.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using namespace lockstep::test;
using namespace std::chrono_literals;

namespace {

std::size_t count_of(const std::string& what, const std::string& text) {
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != text.npos;
         at = text.find(what, at + 1)) {
        ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("at full speed a hand-over says nothing and waits for nothing") {
    const RunResult result = run_program({TALKER, "step"});
    CHECK(result.out.find("Enter") == std::string::npos);
    CHECK(result.out.find("passed 3") != std::string::npos);
}

TEST_CASE("a thread at a hand-over sleeps until Enter") {
    PipeEnds input;
    const Redirected in{STDIN_FILENO, input.read_end};
    Pace pace{Pace::Mode::step};
    WatchedThread packer{[&] { pace.hand_over("the packer packs"); }};
    packer.until_asleep();
    CHECK(::write(input.write_end, "\n", 1) == 1);
    packer.join();
}

TEST_CASE("each Enter lets one hand-over through") {
    RunningProgram talker{{TALKER, "step", "--step"}, {.keep_input_open = true}};
    REQUIRE(talker.wait_for_output("[Enter] next: step 1\n"));
    talker.type("\n");
    REQUIRE(talker.wait_for_output("[Enter] next: step 2\n"));
    talker.type("some words\n");
    REQUIRE(talker.wait_for_output("[Enter] next: step 3\n"));
    talker.type("\n");
    const RunResult result = talker.wait();
    CHECK(result.exit_code == 0);
    CHECK(result.out.find("passed 1") < result.out.find("step 2\n"));
    CHECK(result.out.find("passed 2") < result.out.find("step 3\n"));
}

TEST_CASE("Enters typed ahead are kept for the hand-overs to come") {
    RunningProgram talker{{TALKER, "step-together", "--step"}, {.keep_input_open = true}};
    talker.type(std::string(20, '\n'));
    const RunResult result = talker.wait();
    CHECK(result.exit_code == 0);
    CHECK(count_of("[Enter] next: one of twenty\n", result.out) == 20);
}

TEST_CASE("the end of standard input lets everybody through") {
    const RunResult at_once = run_program({TALKER, "step-together", "--step"});
    CHECK(at_once.exit_code == 0);
    CHECK(count_of("[Enter]", at_once.out) <= 1);

    const RunResult after_two =
        run_program({TALKER, "step-together", "--step"}, {.input = "\n\n"});
    CHECK(after_two.exit_code == 0);
    CHECK(count_of("[Enter]", after_two.out) >= 2);
    CHECK(count_of("[Enter]", after_two.out) <= 3);

    const RunResult closed =
        run_program({"sh", "-c", std::string{TALKER} + " step --step <&-"});
    CHECK(closed.exit_code == 0);
    CHECK(closed.out.find("passed 3") != std::string::npos);
}

TEST_CASE("Ctrl-D on a terminal lets everybody through") {
    RunningProgram talker{{TALKER, "step", "--step"}, {.terminal = true}};
    REQUIRE(talker.wait_for_output("[Enter] next: step 1"));
    talker.type("\x04");
    const RunResult result = talker.wait();
    CHECK(result.exit_code == 0);
    CHECK(result.out.find("passed 3") != std::string::npos);
}

TEST_CASE("an interrupt lets everybody through") {
    RunningProgram talker{{TALKER, "step-together", "--step"}, {.keep_input_open = true}};
    REQUIRE(talker.wait_for_output("[Enter]"));
    talker.send_signal(SIGINT);
    CHECK(talker.wait().exit_code == 130);
}

TEST_CASE("slow waits a moment and a stop ends the moment at once") {
    const auto start = std::chrono::steady_clock::now();
    Pace{Pace::Mode::slow, {}, 20ms}.hand_over("nothing");
    CHECK(std::chrono::steady_clock::now() - start >= 20ms);

    std::stop_source source;
    Pace pace{Pace::Mode::slow, source.get_token(), 24h};
    WatchedThread first{[&] { pace.hand_over("never"); }};
    WatchedThread second{[&] { pace.hand_over("never"); }};
    first.until_asleep();
    second.until_asleep();
    source.request_stop();
    first.join();
    second.join();
    pace.hand_over("not slow any more");
}

TEST_CASE("a pace whose stop was requested before lets everybody through") {
    std::stop_source source;
    source.request_stop();
    Pace{Pace::Mode::slow, source.get_token(), 24h}.hand_over("nothing");
    Pace{Pace::Mode::step, source.get_token()}.hand_over("nothing");
}
