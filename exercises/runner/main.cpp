// The learner's command: ./lockstep learn, list, check, hint, reset, solution, verify;
// and for who writes exercises new and dev-check.
//
//     lockstep-learn [--root FOLDER] [--tools FOLDER] COMMAND ...
//
// Without these two, which the launcher and tests use, it belongs to the build that made
// it; installed as PREFIX/bin/lockstep-learn, to PREFIX/lib/lockstep.
#include <csignal>
#include <string>
#include <system_error>

#include "common/console.hpp"
#include "exercises/runner/command_line.hpp"

namespace {

namespace fs = std::filesystem;

struct Folders {
    fs::path root = LOCKSTEP_SOURCE_DIR;
    fs::path tools = LOCKSTEP_BUILD_DIR;
};

Folders own_folders() {
    std::error_code none;
    const auto program = fs::read_symlink("/proc/self/exe", none);
    const auto installed = program.parent_path().parent_path() / "lib/lockstep";
    if (fs::exists(installed / "graders.json", none)) return {installed, installed};
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    // A reader that leaves, as head does, is no reason to die, nor is a full disk.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    auto folders = own_folders();
    for (; argc > 2; argc -= 2, argv += 2) {
        if (argv[1] == std::string{"--root"})
            folders.root = argv[2];
        else if (argv[1] == std::string{"--tools"})
            folders.tools = argv[2];
        else
            break;
    }
    return lockstep::learn::run_command_line(folders.root, folders.tools, argc, argv);
}
