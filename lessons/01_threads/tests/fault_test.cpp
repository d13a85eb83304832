// `lesson01 broken NAME`, and the faults themselves under the sanitizer that finds each.
#include <doctest/doctest.h>

#include <algorithm>

#include "lessons/01_threads/broken/faults.hpp"
#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using namespace lockstep::test;

namespace {

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t times = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++times;
    return times;
}

// What was printed, cut at "Mended:".
struct Show {
    std::string broken;
    std::string mended;
};

Show show(const std::string& name) {
    const RunResult result = run_program({LOCKSTEP_PROGRAM, "broken", name});
    CAPTURE(result.out);
    CHECK(result.exit_code == 0);
    CHECK(result.err.empty());
    const auto cut = result.out.find("\nMended:\n");
    REQUIRE(cut != std::string::npos);
    return {result.out.substr(0, cut), result.out.substr(cut)};
}

int exit_code_unprotected(const std::string& name) {
    return run_program({LOCKSTEP_PROGRAM, "broken", name, "--unprotected"}).exit_code;
}

// A small program of this folder, compiled as a learner would.
struct Compiled {
    TemporaryFolder folder;
    std::string program = folder.path() + "/program";
    RunResult result;

    Compiled(const std::string& file, const std::string& flag) {
        result = run_program({LOCKSTEP_COMPILER, "-std=c++20", "-g", "-pthread", flag,
                              LOCKSTEP_LESSON_FOLDER "/" + file, "-o", program});
    }
};

// Sanitizers are not there on every machine: then an empty program cannot be built, or
// cannot start, and the test says so.
bool sanitizer_works(const std::string& flag) {
    const TemporaryFolder folder;
    const std::string program = folder.path() + "/empty";
    RunOptions source;
    source.input = "int main() {}\n";
    const bool built =
        run_program({LOCKSTEP_COMPILER, flag, "-x", "c++", "-", "-o", program}, source)
            .exit_code == 0;
    const bool works = built && run_program({program}).exit_code == 0;
    if (!works) MESSAGE("skipped: " << flag << " does not work here");
    return works;
}

}  // namespace

TEST_CASE("broken not_joined is ended by terminate and its twin is not") {
    const Show text = show("not_joined");
    CHECK(contains(text.broken, "terminate called without an active exception"));
    CHECK(contains(text.broken, "exit code 134: 128 + 6 (SIGABRT)"));
    CHECK(contains(text.mended, "I fetch 000001"));
    CHECK(exit_code_unprotected("not_joined") == 134);
}

TEST_CASE(
    "broken escaping_exception is ended by terminate and main catches in its twin") {
    const Show text = show("escaping_exception");
    CHECK(contains(text.broken, "terminate called after throwing an instance of"));
    CHECK(contains(text.broken, "000004: 404 Not Found"));
    CHECK(contains(text.broken, "exit code 134: 128 + 6 (SIGABRT)"));
    CHECK_FALSE(contains(text.broken, "caught"));
    CHECK(contains(text.mended, "caught: 000004: 404 Not Found"));
    CHECK(exit_code_unprotected("escaping_exception") == 134);
}

TEST_CASE("broken dangling_capture shows every thread the same number") {
    const Show text = show("dangling_capture");
    CHECK(count(text.broken, "I fetch 000010") == 9);
    CHECK_FALSE(contains(text.mended, "000010"));
    for (int number = 1; number <= 9; ++number)
        CHECK(count(text.mended, "I fetch 00000" + std::to_string(number)) == 1);
    CHECK(exit_code_unprotected("dangling_capture") == 0);
}

TEST_CASE("broken torn_counter loses a step every time") {
    const Show text = show("torn_counter");
    CHECK(contains(text.broken, "two threads have counted one stock each: 1\n"));
    CHECK(contains(text.mended, "two threads have counted one stock each: 2\n"));
}

TEST_CASE("broken missing_ref shows the error and its twin shares the number") {
    const Show text = show("missing_ref");
    CHECK(contains(text.broken, "std::thread arguments must be invocable"));
    CHECK(contains(text.mended, "shares: 100"));
}

TEST_CASE("help for broken lists every fault") {
    const RunResult result = run_program({LOCKSTEP_PROGRAM, "broken", "--help"});
    CHECK(result.exit_code == 0);
    REQUIRE(fault_shows().size() == 5);
    for (const FaultShow& fault : fault_shows()) {
        CHECK(contains(result.out, fault.name));
        CHECK(contains(result.out, fault.summary));
    }
}

TEST_CASE("a missing std ref does not compile and the error says what the lesson says") {
    const Compiled wrong{"broken/missing_ref.cpp", "-fsyntax-only"};
    CHECK(wrong.result.exit_code != 0);
    CHECK(
        contains(wrong.result.err,
                 "std::thread arguments must be invocable after conversion to rvalues"));
}

TEST_CASE("AddressSanitizer tells of the real dangling capture") {
    if (!sanitizer_works("-fsanitize=address")) return;
    const Compiled compiled{"broken/real_dangling_capture.cpp", "-fsanitize=address"};
    REQUIRE(compiled.result.exit_code == 0);
    const RunResult result = run_program({compiled.program});
    CHECK(result.exit_code != 0);
    CHECK(contains(result.err, "stack-use-after-scope"));
}

TEST_CASE("ThreadSanitizer tells of the real torn counter") {
    if (!sanitizer_works("-fsanitize=thread")) return;
    const Compiled compiled{"broken/real_torn_counter.cpp", "-fsanitize=thread"};
    REQUIRE(compiled.result.exit_code == 0);
    const RunResult result = run_program({compiled.program});
    CHECK(result.exit_code != 0);
    CHECK(contains(result.err, "ThreadSanitizer: data race"));
}
