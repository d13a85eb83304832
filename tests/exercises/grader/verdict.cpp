#include "tests/exercises/grader/verdict.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include <nlohmann/json.hpp>
#include <unistd.h>

#include "tests/exercises/grader/checks.hpp"

namespace lockstep::grader {

void end_with(const Verdict& verdict) {
    nlohmann::ordered_json line;
    line["exercise"] = subject().exercise;
    line["verdict"] = verdict.name;
    if (verdict.name == "passed") {
        line["checks"] = checks_so_far();
    } else {
        line["check"] = verdict.check;
        line["happened"] = verdict.happened;
        line["trace"] = verdict.trace;
        line["replay"] = verdict.replay;
        line["line"] = verdict.line;
    }
    const auto text = line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    std::printf("\n%s\n", text.c_str());
    std::fflush(stdout);
    ::_exit(verdict.name == "passed" ? 0 : 1);
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
