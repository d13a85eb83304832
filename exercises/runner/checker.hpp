// From an answer's file to the facts of its verdict: compiles it, looks at what it brings
// in, and runs its grader. One at a time in a process, see run_command.hpp.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>

#include "exercises/runner/grader.hpp"
#include "exercises/runner/graders.hpp"
#include "exercises/runner/places.hpp"

namespace lockstep::learn {

enum class Stage { compiling, checking };

struct Checking {
    std::chrono::seconds limit{60};  // for a grader, then it is killed
    std::stop_token stop = {};
    std::function<void(Stage)> tell = {};  // when each begins
    bool keep = true;                      // the program, for a replay
};

// No value when it was stopped. `name` is the program's, such as "exercise03_last_batch".
// Where the machine cannot do it the verdict is not_judged. Throws std::system_error for
// files that cannot be read or written for another reason.
std::optional<Facts> check_answer(const Places& places, const GraderRecipe& recipe,
                                  const std::filesystem::path& file,
                                  const std::string& name, const Checking& how);

}  // namespace lockstep::learn
