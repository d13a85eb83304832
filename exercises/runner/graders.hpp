// What CMake has written down for each exercise, in graders.json: how its grader is
// compiled with an answer and linked. The paths in it follow the repository and the
// folder of libraries when those are moved.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "exercises/runner/places.hpp"

namespace lockstep::learn {

struct GraderRecipe {
    Exercise exercise;
    std::vector<std::string> compile;           // the compiler and its arguments, no file
    std::vector<std::string> link;              // the compiler again, to link
    std::vector<std::string> libraries;         // behind the object: files and options
    std::vector<std::filesystem::path> system;  // folders of headers, the packages' too
    std::vector<std::filesystem::path> precompiled;  // files of these headers
};

// In the order in which learners meet them. Throws std::runtime_error that names the file
// when it is missing or damaged.
std::vector<GraderRecipe> read_recipes(const Places& places);

}  // namespace lockstep::learn
