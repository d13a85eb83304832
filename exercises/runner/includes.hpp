// What an answer brings in: system headers and what stands in lessons/ and common/, and
// what its grader includes anyway. Anything else would be somebody else's answer. Told by
// the compiler's own list of the files it has read (-MD): whatever trick an #include is
// written with, it stands there.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "exercises/runner/answer_copy.hpp"
#include "exercises/runner/graders.hpp"

namespace lockstep::learn {

// The files of a rule for make, with its escapes undone.
std::vector<std::filesystem::path> files_in_rule(const std::string& rule);

// The first that the answer must not bring in, as the compiler named it.
std::optional<std::filesystem::path>
foreign_file(const Places& places, const GraderRecipe& recipe, const AnswerCopy& answer,
             const std::vector<std::filesystem::path>& files);

// In the output of a preprocessor: the line of `answer` from which `file` was reached; 0
// when it was not.
int line_that_includes(const std::string& preprocessed,
                       const std::filesystem::path& answer,
                       const std::filesystem::path& file);

}  // namespace lockstep::learn
