#include "common/console.hpp"

#include <array>
#include <map>
#include <regex>
#include <sstream>
#include <thread>

#include <doctest/doctest.h>
#include <pthread.h>

#include "tests/common/redirected.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using namespace lockstep::test;

namespace {

// Every line whole, each thread's lines in its own order; returns how many came.
std::size_t count_whole_lines(const std::string& output, int expected_per_thread) {
    const std::regex whole{R"(\d+\.\d{3}  speaker (\d)   line (\d+) of the flood)"};
    std::map<std::string, int> next;
    std::size_t count = 0;
    std::istringstream lines{output};
    for (std::string line; std::getline(lines, line); ++count) {
        std::smatch parts;
        REQUIRE_MESSAGE(std::regex_match(line, parts, whole), line);
        const int expected = next[parts[1]]++ % expected_per_thread;
        if (expected_per_thread == 1000) CHECK(std::stoi(parts[2]) == expected);
    }
    CHECK(next.size() == 8);
    return count;
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

TEST_CASE("lines of eight threads stay whole") {
    const RunResult result = run_program({TALKER, "flood"});
    CHECK(result.exit_code == 0);
    CHECK(count_whole_lines(result.out, 1000) == 8000);
}

TEST_CASE("lines of two processes in one pipe stay whole") {
    const std::string flood = std::string{TALKER} + " flood";
    const RunResult result = run_program({"sh", "-c", flood + " & " + flood + "; wait"});
    CHECK(count_whole_lines(result.out, 1) == 16000);
}

TEST_CASE("a line is one write") {
    const PipeEnds packets{O_DIRECT};  // keeps writes apart: a read returns one of them
    {
        const Redirected out{STDOUT_FILENO, packets.write_end};
        say("the first of {}", 2);
        say("{}", std::string(3000, 'x'));
        say_plain("a table\nof two lines");
    }
    CHECK(std::regex_match(read_some(packets.read_end),
                           std::regex{R"(\d+\.\d{3}  main        the first of 2\n)"}));
    CHECK(std::regex_match(read_some(packets.read_end),
                           std::regex{R"(\d+\.\d{3}  main        x{3000}\n)"}));
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

TEST_CASE("a console that is gone or full does not stop a program") {
    const std::string talker = TALKER;
    for (const std::string& command :
         {talker + " flood >/dev/full", talker + " flood >&-",
          talker + " converse >&- 2>&-",
          "{ " + talker + " flood; echo code $? >&2; } | head -1 >/dev/null"}) {
        CAPTURE(command);
        const RunResult result = run_program({"sh", "-c", command});
        CHECK(result.exit_code == 0);
        CHECK((result.err.empty() || result.err == "code 0\n" ||
               result.err.find("an error") != std::string::npos));
    }
}

TEST_CASE("errors go to standard error and the rest does not") {
    const RunResult result = run_program({TALKER, "converse"});
    CHECK(std::regex_match(result.err, std::regex{R"(\d+\.\d{3}  main +an error\n)"}));
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
