#include "tests/exercises/grader/verdict.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <pthread.h>
#include <unistd.h>

#include "tests/exercises/grader/checks.hpp"

namespace lockstep::grader {
namespace {

char key[128];  // with a blank at its end, or empty: nobody gave one

void forget_the_key() {
    ::explicit_bzero(key, sizeof key);
}

// Before the constructors of the answer's objects; theirs have no priority.
__attribute__((constructor(101))) void take_the_key() {
    const char* from = std::getenv("LOCKSTEP_VERDICT_KEY");
    if (from == nullptr || std::strcmp(from, "stdin") != 0) return;
    std::size_t size = 0;
    while (size < sizeof key - 2 && ::read(STDIN_FILENO, key + size, 1) == 1) ++size;
    while (size > 0 && key[size - 1] == '\n') --size;
    key[size] = ' ';
    ::pthread_atfork(nullptr, nullptr, forget_the_key);
    const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(nothing, STDIN_FILENO);
    ::close(nothing);
}

}  // namespace

void end_with(const Verdict& verdict) {
    const bool passed = verdict.name == "passed";
    if (passed && !all_checks_have_passed()) end_with({"ended_early"});
    nlohmann::ordered_json line;
    line["exercise"] = subject().exercise;
    line["verdict"] = verdict.name;
    if (passed) {
        line["checks"] = checks_so_far();
    } else {
        line["check"] = verdict.check;
        line["happened"] = verdict.happened;
        line["trace"] = verdict.trace;
        line["replay"] = verdict.replay;
        line["line"] = verdict.line;
    }
    const auto text = line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    std::printf("\n%s%s\n", key, text.c_str());
    std::fflush(stdout);
    ::_exit(passed ? 0 : 1);
}

Subject& subject() {
    static Subject the_subject;
    return the_subject;
}

int line_named_in(const std::string& text) {
    const auto name = std::filesystem::path{subject().file}.filename().string() + ":";
    const auto at = text.rfind(name);
    return at == std::string::npos ? 0 : std::atoi(text.c_str() + at + name.size());
}

}  // namespace lockstep::grader
