// A repository and a build that are made up: exercises whose graders are shell scripts,
// and a compiler that is one too. The runner, the messages and git are the real ones.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "exercises/runner/places.hpp"
#include "tests/support/run_program.hpp"

namespace lockstep::test {

// Exercises that a house may have.
inline const std::string tail = "03_event_handshake/tail";
inline const std::string other = "03_event_handshake/other";

class FakeHouse {
  public:
    FakeHouse();

    // An exercise with three hints, a solution, and this shell script as its grader.
    void add(const std::string& path, const std::string& grader) const;
    void lists(const std::string& path) const;  // as an exercise, without any file
    // The script that the compiler gives for an answer, such as "exercise03_tail".
    void program_is(const std::string& name, const std::string& script) const;
    // What the compiler does from now on before it gives that, as a shell script: "$*"
    // are its arguments, $step is compile or link, $answer the file that it compiles.
    void compiler_does(const std::string& script) const;
    // A real compiler from now on; the graders are C++ then.
    void compiler_is(const std::string& program) const;
    // The line that a grader prints last; `rest` begins with a comma or is empty.
    static std::string verdict(const std::string& path, const std::string& name,
                               const std::string& rest = "");
    // A script that prints that line and ends as it should.
    static std::string grader(const std::string& path, const std::string& name,
                              const std::string& rest = "");

    RunResult run(std::vector<std::string> arguments,
                  std::vector<std::string> environment = {}) const;
    std::vector<std::string> command(std::vector<std::string> arguments) const;
    std::string learn_command(const std::string& arguments) const;  // for a shell
    RunOptions options(std::vector<std::string> environment = {}) const;

    std::string root() const { return folder_.path() + "/my house"; }
    std::string build() const { return folder_.path() + "/build"; }
    std::string bin() const { return folder_.path() + "/bin"; }
    learn::Places places() const { return {root(), build(), root(), build()}; }
    std::string compiler_calls() const;  // one line a call

  private:
    void write_recipes() const;

    TemporaryFolder folder_;
    mutable std::string compiler_ = bin() + "/compiler";
    mutable std::vector<std::string> exercises_;
};

void write_file(const std::filesystem::path& path, const std::string& text);
void write_script(const std::filesystem::path& path, const std::string& text);
std::string read_text(const std::filesystem::path& path);  // empty when there is none

}  // namespace lockstep::test
