#include "common/own_process.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lockstep {

namespace {

void check(int error, const char* what) {
    if (error != 0) throw std::system_error(error, std::generic_category(), what);
}

// The process that is going to abort must not leave a core file in the learner's folder.
void forbid_core_files() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_CORE, &limit) != 0) return;
    limit.rlim_cur = 0;
    ::setrlimit(RLIMIT_CORE, &limit);
}

pid_t spawn_self(const std::vector<std::string>& arguments, int output) {
    std::vector<char*> argv;
    std::string name = program_invocation_short_name;
    argv.push_back(name.data());
    for (const std::string& argument : arguments)
        argv.push_back(
            const_cast<char*>(argument.c_str()));  // exec's signature; it only reads
    argv.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    check(::posix_spawn_file_actions_init(&actions), "posix_spawn");
    ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
    // Interrupt blocks signals in this process; the child must not inherit that.
    posix_spawnattr_t attributes;
    check(::posix_spawnattr_init(&attributes), "posix_spawn");
    sigset_t none;
    ::sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    pid_t pid = -1;
    const int error = ::posix_spawn(&pid, "/proc/self/exe", &actions, &attributes,
                                    argv.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    check(error, "/proc/self/exe");
    return pid;
}

std::string read_to_end(int input) {
    std::string text;
    char buffer[4096];
    for (;;) {
        const ssize_t count = ::read(input, buffer, sizeof buffer);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return text;
        text.append(buffer, static_cast<std::size_t>(count));
    }
}

}  // namespace

Ended run_self(const std::vector<std::string>& arguments) {
    forbid_core_files();
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) check(errno, "pipe");
    pid_t pid = -1;
    try {
        pid = spawn_self(arguments, ends[1]);
    } catch (...) {
        ::close(ends[0]);
        ::close(ends[1]);
        throw;
    }
    ::close(ends[1]);
    Ended ended;
    ended.output = read_to_end(ends[0]);
    ::close(ends[0]);

    int status = 0;
    while (::waitpid(pid, &status, 0) < 0)
        if (errno != EINTR) check(errno, "waitpid");
    if (WIFSIGNALED(status)) {
        const int signal = WTERMSIG(status);
        ended.exit_code = 128 + signal;
        ended.how =
            "128 + " + std::to_string(signal) + " (SIG" + ::sigabbrev_np(signal) + ")";
    } else {
        ended.exit_code = WEXITSTATUS(status);
        ended.how = "it returned from main";
    }
    return ended;
}

}  // namespace lockstep
