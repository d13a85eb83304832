#include "common/console.hpp"

#include <array>
#include <cstdio>
#include <map>
#include <numeric>
#include <sstream>
#include <thread>
#include <vector>

#include <doctest/doctest.h>
#include <pthread.h>

#include "tests/common/redirected.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using namespace lockstep::test;

namespace {

// What follows the time, which must be seconds with three decimals and two spaces.
std::string after_time(const std::string& line) {
    const std::size_t point = line.find_first_not_of("0123456789");
    const bool stamped = point != line.npos && point > 0 && line[point] == '.' &&
                         line.find_first_not_of("0123456789", point + 1) == point + 4 &&
                         line.compare(point + 4, 2, "  ") == 0;
    return stamped ? line.substr(point + 6) : "no time: " + line;
}

// Every line of `talker flood` must be whole. Returns the numbers of each speaker's
// lines.
std::map<int, std::vector<int>> lines_of_flood(const std::string& output) {
    std::map<int, std::vector<int>> lines_of;
    std::istringstream lines{output};
    for (std::string line; std::getline(lines, line);) {
        int speaker = 0, number = 0;
        std::sscanf(after_time(line).c_str(), "speaker %d   line %d", &speaker, &number);
        REQUIRE(after_time(line) ==
                fmt::format("speaker {}   line {} of the flood", speaker, number));
        lines_of[speaker].push_back(number);
    }
    return lines_of;
}

std::string read_some(int descriptor) {
    std::array<char, 65536> bytes;
    const ssize_t count = ::read(descriptor, bytes.data(), bytes.size());
    return count > 0 ? std::string(bytes.data(), static_cast<std::size_t>(count)) : "";
}

std::string read_to_end(int descriptor) {
    std::string all;
    for (std::string some; !(some = read_some(descriptor)).empty();) all += some;
    return all;
}

}  // namespace

TEST_CASE("lines of eight threads stay whole and each thread keeps its order") {
    const RunResult result = run_program({TALKER, "flood"});
    CHECK(result.exit_code == 0);
    std::vector<int> in_order(1000);
    std::iota(in_order.begin(), in_order.end(), 0);
    const auto lines_of = lines_of_flood(result.out);
    CHECK(lines_of.size() == 8);
    for (const auto& [speaker, numbers] : lines_of) CHECK(numbers == in_order);
}

TEST_CASE("lines of two processes in one pipe stay whole") {
    const std::string flood = std::string{TALKER} + " flood";
    const RunResult result = run_program({"sh", "-c", flood + " & " + flood + "; wait"});
    const auto lines_of = lines_of_flood(result.out);
    CHECK(lines_of.size() == 8);
    for (const auto& [speaker, numbers] : lines_of) CHECK(numbers.size() == 2000);
}

TEST_CASE("lines of threads stay whole even when a pipe cannot take one at once") {
    const RunResult result = run_program({TALKER, "long-flood"});
    std::map<char, int> lines_of;
    std::istringstream lines{result.out};
    for (std::string line; std::getline(lines, line); ++lines_of[line[0]]) {
        REQUIRE(line == std::string(100'000, line[0]));
    }
    CHECK(lines_of == std::map<char, int>{{'a', 50}, {'b', 50}, {'c', 50}, {'d', 50}});
}

TEST_CASE("a line is one write") {
    const PipeEnds packets{O_DIRECT};  // keeps writes apart: a read returns one of them
    {
        const Redirected out{STDOUT_FILENO, packets.write_end};
        say("the first of {}", 2);
        say("{}", std::string(3000, 'x'));
        say_plain("a table\nof two lines");
    }
    CHECK(after_time(read_some(packets.read_end)) == "main        the first of 2\n");
    CHECK(after_time(read_some(packets.read_end)) ==
          "main        " + std::string(3000, 'x') + "\n");
    CHECK(read_some(packets.read_end) == "a table\nof two lines\n");
}

TEST_CASE("a line that fills a pipe nobody blocks on arrives whole") {
    PipeEnds full{O_NONBLOCK};
    const std::string text(1'000'000, 'x');
    std::string received;
    {
        const Redirected out{STDOUT_FILENO, full.write_end};
        full.close_write_end();
        ::fcntl(full.read_end, F_SETFL, 0);
        std::jthread reader{[&] { received = read_to_end(full.read_end); }};
        say_plain("{}", text);
        ::close(STDOUT_FILENO);  // the reader's end of file
    }
    CHECK(received == text + "\n");
}

TEST_CASE("a console that is full does not stop a program and is told at the end") {
    const RunResult result = run_program({"sh", "-c", TALKER " flood >/dev/full"});
    CHECK(result.exit_code == 1);
    CHECK(result.err ==
          "talker: error: standard output was lost: No space left on device\n");
}

TEST_CASE("a console that is gone does not stop a program") {
    const std::string talker = TALKER;
    for (const std::string& command :
         {talker + " flood >&-", talker + " converse >&- 2>&-",
          "{ " + talker + " flood; echo code $? >&2; } | head -1 >/dev/null"}) {
        CAPTURE(command);
        const RunResult result = run_program({"sh", "-c", command});
        CHECK(result.exit_code == 0);
        CHECK((result.err.empty() || result.err == "code 0\n" ||
               result.err.find("an error") != std::string::npos ||
               result.err.find("was lost") != std::string::npos));
    }
}

TEST_CASE("errors go to standard error and the rest does not") {
    const RunResult result = run_program({TALKER, "converse"});
    CHECK(after_time(result.err) == "main             an error\n");
    CHECK(result.out.find("an error") == std::string::npos);
    CHECK(result.out.find("from main") != std::string::npos);
}

TEST_CASE("what came from outside cannot drive the terminal") {
    const RunResult result =
        run_program({TALKER, "converse"}, {.environment = {"TERM=xterm"}});
    CHECK(result.out.find("\\x1b[31mred\\nand \xe6\x94\xb6") != std::string::npos);
    CHECK(result.out.find('\x1b') == std::string::npos);
}

TEST_CASE("lanes are drawn with a header") {
    const RunResult result = run_program({TALKER, "converse", "--lanes"});
    CHECK(result.out.starts_with("        | download              | converter            "
                                 " | packer                \n"
                                 "--------+-----------------------+"));
    CHECK(result.out.find("| 000007: the file      |") != std::string::npos);
    CHECK(result.out.find("  main             from main\n") != std::string::npos);
}

TEST_CASE("colour appears on a terminal only") {
    const auto colours_on_terminal = [](std::vector<std::string> environment) {
        const RunResult result = run_program(
            {TALKER, "converse"}, {.environment = environment, .terminal = true});
        CHECK(result.exit_code == 0);
        CHECK(result.out.find("from main") != std::string::npos);
        return result.out.find("\x1b[38;5;") != std::string::npos;
    };
    CHECK(colours_on_terminal({"TERM=xterm-256color", "NO_COLOR"}));
    CHECK(colours_on_terminal({"TERM=xterm-256color", "NO_COLOR="}));
    CHECK_FALSE(colours_on_terminal({"TERM=xterm-256color", "NO_COLOR=1"}));
    CHECK_FALSE(colours_on_terminal({"TERM=dumb", "NO_COLOR"}));
    CHECK_FALSE(colours_on_terminal({"TERM", "NO_COLOR"}));
    const RunResult piped = run_program(
        {TALKER, "converse"}, {.environment = {"TERM=xterm-256color", "NO_COLOR"}});
    CHECK((piped.out + piped.err).find('\x1b') == std::string::npos);
}

TEST_CASE("threads have the names they are given and else a number") {
    CHECK(thread_name() == "main");
    std::string first, second, named;
    std::array<char, 16> for_debuggers{};
    std::jthread{[&] { first = thread_name(); }}.join();
    std::jthread{[&] {
        second = thread_name();
        name_thread("converter of files");
        named = thread_name();
        ::pthread_getname_np(::pthread_self(), for_debuggers.data(),
                             for_debuggers.size());
    }}.join();
    CHECK(first == "thread 1");
    CHECK(second == "thread 2");
    CHECK(named == "converter of files");
    CHECK(std::string{for_debuggers.data()} == "converter of fi");
}
