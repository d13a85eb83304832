// The learner's command: ./lockstep learn, list, check, hint, reset, solution, verify;
// and for who writes exercises new and dev-check.
#include <csignal>
#include <cstdlib>
#include <string>

#include "exercises/runner/command_line.hpp"

namespace {

// The repository and the build that made this program, unless the environment names
// others.
std::filesystem::path place(const char* name, const char* built_in) {
    const char* value = std::getenv(name);
    return value == nullptr || *value == '\0' ? built_in : value;
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE,
                SIG_IGN);  // a reader that leaves, as head does, is no reason to die
    const lockstep::learn::Places places{place("LOCKSTEP_ROOT", LOCKSTEP_SOURCE_DIR),
                                         place("LOCKSTEP_BUILD", LOCKSTEP_BUILD_DIR)};
    return lockstep::learn::run_command_line(places, argc, argv);
}
