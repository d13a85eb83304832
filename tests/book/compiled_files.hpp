// What a command would compile where nothing is built yet. Nothing is built to find out:
// the launcher is asked on a made-up machine, and ninja for its plan.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/book/shell_lines.hpp"

namespace lockstep::book {

// What `ctest -C configuration --show-only=json-v1` prints.
using ListTests = std::function<std::string(const std::string& configuration)>;

// The targets that a command has built: those that CMake or ninja is told, "all" when it
// is told none; of ctest those that the chosen tests need first.
std::vector<std::string> targets_of(const Words& command, const ListTests& list);

// The targets that the launcher has built when it is called so.
std::vector<std::string> targets_of_launcher(const Words& command, const ListTests& list);

// One thread at a time. The build was configured with Ninja.
class FileCounter {
  public:
    explicit FileCounter(std::filesystem::path build_folder);
    // Throws std::runtime_error with ninja's words when there is no such target.
    int operator()(Words command);

  private:
    std::string list(const std::string& configuration);
    int count(const std::vector<std::string>& targets) const;

    std::filesystem::path build_folder_;
    std::map<std::string, std::string> tests_;  // by configuration
    std::map<Words, int> known_;
};

}  // namespace lockstep::book
