// Compiles the grader of an exercise with one answer: that and nothing else. What graders
// share was built before (CMake's target graders_core).
#pragma once

#include <optional>
#include <stop_token>

#include "exercises/runner/answer_copy.hpp"
#include "exercises/runner/grader.hpp"
#include "exercises/runner/graders.hpp"

namespace lockstep::learn {

// Blocks until there is answer.program(): then the facts have no verdict yet, and in
// Facts::compiler what the compiler warns of. Otherwise their verdict is
// does_not_compile, forbidden (a file that the answer must not bring in), not_built or
// not_judged. No value when it was stopped; the compiler has ended then. Throws
// std::system_error where it cannot be started.
std::optional<Facts> compile(const Places& places, const GraderRecipe& recipe,
                             const AnswerCopy& answer, const std::stop_token& stop = {});

}  // namespace lockstep::learn
