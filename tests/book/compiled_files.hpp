// What a command would compile where nothing is built yet. Nothing is built to find out:
// the launcher is asked on a made-up machine, and ninja for its plan.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/book/shell_lines.hpp"

namespace lockstep::book {

// The targets that a command has built: those that CMake or ninja is told, "all" when it
// is told none. Of ctest those that the chosen tests need first; tests is what
// `ctest --show-only=json-v1` prints.
std::vector<std::string> targets_of(const Words& command, const std::string& tests);

// The targets that the launcher has built when it is called so.
std::vector<std::string> targets_of_launcher(const Words& command,
                                             const std::string& tests);

// One thread at a time. The build was configured with Ninja.
class FileCounter {
  public:
    explicit FileCounter(std::filesystem::path build_folder);
    // Throws std::runtime_error with ninja's words when there is no such target.
    int operator()(Words command);

  private:
    int count(const std::vector<std::string>& targets) const;

    std::filesystem::path build_folder_;
    std::string tests_;
    std::map<Words, int> known_;
};

}  // namespace lockstep::book
