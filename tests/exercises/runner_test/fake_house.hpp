// A repository and a build that are made up: exercises whose graders are shell scripts,
// and a cmake that is one too. The runner, the messages and git are the real ones.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "exercises/runner/places.hpp"
#include "tests/support/run_program.hpp"

namespace lockstep::test {

class FakeHouse {
  public:
    FakeHouse();

    // An exercise with three hints, a solution, and this shell script as its grader.
    void add(const std::string& path, const std::string& grader) const;
    // What cmake does from now on, as a shell script; "$*" are its arguments.
    void cmake_does(const std::string& script) const;
    // The line that a grader prints last; `rest` begins with a comma or is empty.
    static std::string verdict(const std::string& path, const std::string& name,
                               const std::string& rest = "");
    // A script that prints that line and ends as it should.
    static std::string grader(const std::string& path, const std::string& name,
                              const std::string& rest = "");

    RunResult run(std::vector<std::string> arguments,
                  std::vector<std::string> environment = {}) const;
    std::vector<std::string> command(std::vector<std::string> arguments) const;
    RunOptions options(std::vector<std::string> environment = {}) const;

    std::string root() const { return folder_.path() + "/my house"; }
    std::string build() const { return folder_.path() + "/build"; }
    std::string bin() const { return folder_.path() + "/bin"; }
    learn::Places places() const { return {root(), build()}; }
    std::string cmake_calls() const;  // one line a call

  private:
    TemporaryFolder folder_;
};

void write_file(const std::filesystem::path& path, const std::string& text);
void write_script(const std::filesystem::path& path, const std::string& text);
std::string read_text(const std::filesystem::path& path);  // empty when there is none

}  // namespace lockstep::test
