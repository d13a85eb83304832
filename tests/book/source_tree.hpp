// The repository as the rules see it, and what a shell would find in it.
#pragma once

#include <filesystem>
#include <vector>

#include "tests/book/rules.hpp"

namespace lockstep::book {

// Reads every file below root, except build folders, .git and what is larger than a
// megabyte (then it is there, but empty).
Tree read_tree(const std::filesystem::path& root);
std::vector<Page> read_pages(const Tree& tree);

// Asks ./lockstep, CTest, CMakePresets.json and each lesson in the list
// (lesson01=/path/to/it).
KnownCommands ask_for_commands(const std::filesystem::path& root, const Tree& tree,
                               const std::filesystem::path& build_folder);

}  // namespace lockstep::book
