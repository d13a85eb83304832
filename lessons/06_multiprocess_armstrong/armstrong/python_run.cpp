#include "lessons/06_multiprocess_armstrong/armstrong/python_run.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/bounded_wait.hpp"
#include "common/file_descriptor.hpp"
#include "common/system_failure.hpp"

namespace lockstep {
namespace {

// In a process group of its own, so that its children can be killed with it; with every
// signal unblocked. -1 where there is no python3.
pid_t spawn_python(std::vector<std::string> words, int output) {
    words.insert(words.begin(), "python3");
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    sigset_t none;
    ::sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    ::posix_spawnattr_setflags(&attributes,
                               POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    pid_t pid = -1;
    const int error =
        ::posix_spawnp(&pid, "python3", &actions, &attributes, argv.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    if (error == ENOENT || error == EACCES || error == ENOTDIR) return -1;
    if (error != 0) throw_system_error(error, "python3");
    return pid;
}

// False when it was woken before the end.
bool read_to_end(int input, const WakeUp& wake_up, std::string& text) {
    using namespace std::chrono_literals;
    const Patience patient{1h, std::chrono::steady_clock::now() + 24h};
    char buffer[4096];
    for (;;) {
        if (wait_for(input, POLLIN, patient, wake_up) == Waited::woken) return false;
        const ssize_t count = ::read(input, buffer, sizeof buffer);
        if (count < 0 && errno != EINTR)
            throw_system_error(errno, "cannot read what python3 prints");
        if (count == 0) return true;
        if (count > 0) text.append(buffer, static_cast<std::size_t>(count));
    }
}

int wait_for_end(pid_t pid) {
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0)
        if (errno != EINTR) throw_system_error(errno, "waitpid");
    return status;
}

}  // namespace

std::optional<std::string> run_python(const std::vector<std::string>& arguments,
                                      const std::stop_token& stop) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw_system_error(errno, "pipe");
    const FileDescriptor input{ends[0]};
    FileDescriptor output{ends[1]};
    WakeUp wake_up;
    const std::stop_callback ring{stop, [&] { wake_up.ring(); }};

    const pid_t pid = spawn_python(arguments, output.get());
    if (pid < 0) return std::nullopt;
    output = FileDescriptor{};  // its end alone keeps the pipe open
    std::string text;
    const bool ended = read_to_end(input.get(), wake_up, text);
    if (!ended) ::kill(-pid, SIGKILL);
    const int status = wait_for_end(pid);
    if (ended && status != 0) throw std::runtime_error{"python3 failed"};
    return text;
}

}  // namespace lockstep
