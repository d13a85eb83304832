#include <algorithm>
#include <array>
#include <latch>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "common/console.hpp"
#include "tests/common/redirected.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using namespace lockstep::test;

namespace {

const RunOptions on_a_terminal{.environment = {"TERM=xterm-256color", "NO_COLOR"},
                               .terminal = true};

// The lines that a person would see: obeys the few controls that the console uses.
std::vector<std::string> screen_after(const std::string& bytes) {
    std::vector<std::string> lines{""};
    std::size_t column = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        std::string& line = lines.back();
        if (bytes[i] == '\r') {
            column = 0;
        } else if (bytes[i] == '\n') {
            lines.emplace_back();
            column = 0;
        } else if (bytes.compare(i, 3, "\x1b[K") == 0) {
            line.resize(std::min(line.size(), column));
            i += 2;
        } else {
            line.resize(std::max(line.size(), column + 1), ' ');
            line[column++] = bytes[i];
        }
    }
    return lines;
}

std::string without_time(const std::string& line) {
    const std::size_t gap = line.find("  ");
    return gap == line.npos ? line : line.substr(gap + 2);
}

}  // namespace

TEST_CASE("progress in a pipe is a line at every tenth") {
    const RunResult result = run_program({TALKER, "progress"});
    std::string tenths;
    std::istringstream lines{result.out};
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("stocks")) tenths += line + "\n";
    }
    CHECK(tenths == "stocks: 20 of 200\nstocks: 40 of 200\nstocks: 60 of 200\n"
                    "stocks: 80 of 200\nstocks: 100 of 200\nstocks: 120 of 200\n"
                    "stocks: 140 of 200\nstocks: 160 of 200\nstocks: 180 of 200\n"
                    "stocks: 200 of 200\n");
}

TEST_CASE("progress on a terminal is one line below the others") {
    RunningProgram talker{{TALKER, "progress"}, on_a_terminal};
    const RunResult result = talker.wait();
    CHECK(result.exit_code == 0);
    const std::string half = "stocks  [###############...............]  100 of 200";
    const std::size_t drawn = result.out.find(half);
    REQUIRE(drawn != std::string::npos);

    std::vector<std::string> lines =
        screen_after(result.out.substr(0, drawn + half.size()));
    REQUIRE(lines.size() == 3);
    CHECK(without_time(lines[0]) == "main        50 are done");
    CHECK(without_time(lines[1]) == "main        100 are done");
    CHECK(lines[2] == half);

    lines = screen_after(result.out);
    REQUIRE(lines.size() == 5);
    CHECK(without_time(lines[2]) == "main        150 are done");  // from standard error
    CHECK(without_time(lines[3]) == "main        200 are done");
    CHECK(lines[4] == "");  // the bar is gone
}

TEST_CASE("a prompt takes the place of the bar until it is answered") {
    RunningProgram talker{{TALKER, "progress", "--step"}, on_a_terminal};
    REQUIRE(talker.wait_for_output("[Enter] next: the second half"));
    talker.type("\n");
    const RunResult result = talker.wait();
    const std::vector<std::string> lines = screen_after(result.out);
    REQUIRE(lines.size() == 6);
    CHECK(lines[2] == "[Enter] next: the second half");
    CHECK(without_time(lines[3]) == "main        150 are done");
    CHECK(lines[5] == "");
}

TEST_CASE("threads that advance together reach every tenth once") {
    PipeEnds pipe;
    {
        const Redirected out{STDOUT_FILENO, pipe.write_end};
        Progress bar{"steps", 100'000};
        std::latch together{4};
        std::vector<std::jthread> threads;
        for (int number = 0; number < 4; ++number) {
            threads.emplace_back([&bar, &together] {
                together.arrive_and_wait();
                for (int i = 0; i < 25'000; ++i) bar.advance();
            });
        }
    }
    std::array<char, 4096> bytes;
    const ssize_t count = ::read(pipe.read_end, bytes.data(), bytes.size());
    std::string expected;
    for (int tenth = 1; tenth <= 10; ++tenth) {
        expected += fmt::format("steps: {} of 100000\n", tenth * 10'000);
    }
    CHECK(std::string(bytes.data(), static_cast<std::size_t>(count)) == expected);
}

TEST_CASE("progress of nothing and too much progress do no harm") {
    PipeEnds pipe;
    {
        const Redirected out{STDOUT_FILENO, pipe.write_end};
        Progress nothing{"nothing", 0};
        Progress bar{"two\nlines", 2};
        bar.advance(5);
        bar.advance();
    }
    std::array<char, 4096> bytes;
    const ssize_t count = ::read(pipe.read_end, bytes.data(), bytes.size());
    CHECK(std::string(bytes.data(), static_cast<std::size_t>(count)) ==
          "two\\nlines: 2 of 2\n");
}
