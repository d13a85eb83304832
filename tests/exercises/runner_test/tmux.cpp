#include "tests/exercises/runner_test/tmux.hpp"

#include <chrono>
#include <stdexcept>
#include <system_error>

#include <doctest/doctest.h>
#include <poll.h>

namespace lockstep::test {

bool has_tmux() {
    try {
        return run_program({"tmux", "-V"}).exit_code == 0;
    } catch (const std::system_error&) {
        return false;
    }
}

Tmux::Tmux(const std::string& command, RunOptions options)
    : options_{std::move(options)} {
    // A session may be open around the test.
    options_.environment.emplace_back("TMUX");
    options_.environment.emplace_back("LC_ALL=C.UTF-8");
    const auto result =
        tmux({"-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", command});
    if (result.exit_code != 0) throw std::runtime_error{"tmux: " + result.err};
    tmux({"set", "-g", "status", "off"});
    resize(80, 24);
}

Tmux::~Tmux() {
    tmux({"kill-server"});
}

RunResult Tmux::tmux(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"tmux", "-S", folder_.path() + "/socket"});
    return run_program(arguments, options_);
}

void Tmux::type(const std::vector<std::string>& keys) const {
    std::vector<std::string> arguments{"send-keys"};
    arguments.insert(arguments.end(), keys.begin(), keys.end());
    tmux(arguments);
}

void Tmux::resize(int columns, int rows) const {
    tmux({"resize-window", "-x", std::to_string(columns), "-y", std::to_string(rows)});
}

std::string Tmux::screen(const std::vector<std::string>& options) const {
    std::vector<std::string> arguments{"capture-pane", "-p"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return tmux(arguments).out;
}

bool Tmux::shows(const std::string& text) const {
    return wait_for(text, true);
}

bool Tmux::shows_no_more(const std::string& text) const {
    return wait_for(text, false);
}

bool Tmux::wait_for(const std::string& text, bool there) const {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    for (;;) {
        const auto now = screen();
        if ((now.find(text) != now.npos) == there) return true;
        if (std::chrono::steady_clock::now() > limit) {
            const std::string what = there ? "waited for: " : "waited for the end of: ";
            MESSAGE(what, text, " in:\n", now);
            return false;
        }
        ::poll(nullptr, 0, 20);  // leaves the processor to those who are looked at
    }
}

}  // namespace lockstep::test
