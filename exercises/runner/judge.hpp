// Answers that say themselves which verdict they must get: the solutions, and those in
// tests/wrong. For tests and benches.
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "exercises/runner/grader.hpp"
#include "exercises/runner/runner.hpp"

namespace lockstep::learn {

struct Case {
    Exercise exercise;
    std::filesystem::path file;
    std::string name;    // of its program: "wrong03_last_batch.do_not_wait"
    std::string wanted;  // "deadlock, every file is in an archive"
};

// solutions/FOLDER/NAME.cpp or tests/wrong/FOLDER/NAME/FAULT.cpp; throws UsageError for
// any other file.
Case case_of(const Places& places, const std::filesystem::path& file);
// The solution of an exercise, then the others.
std::vector<Case> cases_of(const Places& places, const Exercise& exercise);

// As "// Verdict:" has it.
std::string in_one_line(const Facts& facts);
// Without a check, as in "deadlock", from whichever check it comes: the kernel decides
// which one sees the fault first.
bool comes_to(const Facts& facts, const std::string& verdict);

// Says what came when it is not what was wanted.
int judge(const Runner& runner, const std::string& file, const std::stop_token& stop);

}  // namespace lockstep::learn
