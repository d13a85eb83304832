// A terminal of 80 by 24 that a test types at and looks at, in a tmux server of its own.
#pragma once

#include <string>
#include <vector>

#include "tests/support/run_program.hpp"

namespace lockstep::test {

bool has_tmux();

class Tmux {
  public:
    // Runs the shell command in it. Throws std::runtime_error when tmux cannot.
    Tmux(const std::string& command, RunOptions options);
    ~Tmux();
    Tmux(const Tmux&) = delete;
    Tmux& operator=(const Tmux&) = delete;

    // "n", "C-c", "Space", … as in tmux(1), send-keys.
    void type(const std::vector<std::string>& keys) const;
    void resize(int columns, int rows) const;
    // Looks at the screen until the text is there, or gone; false after half a minute.
    bool shows(const std::string& text) const;
    bool shows_no_more(const std::string& text) const;
    std::string screen(const std::vector<std::string>& options = {}) const;

  private:
    RunResult tmux(std::vector<std::string> arguments) const;
    bool wait_for(const std::string& text, bool there) const;

    TemporaryFolder folder_;
    RunOptions options_;
};

}  // namespace lockstep::test
