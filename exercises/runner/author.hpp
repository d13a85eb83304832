// For who writes exercises: ./lockstep new and ./lockstep dev-check. What they say is not
// for learners and is in English only.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "exercises/runner/runner.hpp"

namespace lockstep::learn {

// Creates all files of an exercise, filled with a small one that works, and its line in
// tests/exercises/CMakeLists.txt. Throws UsageError for "NN/name" that cannot be one.
int new_exercise(const Places& places, const std::string& name);

// Builds and runs all answers of the exercises, and looks at their files. Where `release`
// is set, an exercise without findings is written into exercises/released.txt: from then
// on its file must not change.
int dev_check(Runner& runner, const std::vector<Exercise>& exercises, bool release,
              const std::stop_token& stop);

// An answer in tests/wrong, and what its first lines promise.
struct Answer {
    std::string name;     // of the file, without .cpp
    bool right = false;   // "// Right: …" and not "// Wrong: …"
    std::string what;     // what stands there; empty: nothing
    std::string verdict;  // "deadlock, every file is in an archive"
};
Answer read_answer(const std::filesystem::path& file);
std::vector<Answer> answers_to(const Places& places, const Exercise& exercise);

// What is wrong with the files of an exercise, without building anything.
std::vector<std::string> findings_in_files(const Places& places,
                                           const Exercise& exercise);

// "" when the file has no line in exercises/released.txt.
std::string released_blob(const Places& places, const Exercise& exercise);

}  // namespace lockstep::learn
