#include "exercises/runner/child_process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lockstep::learn {
namespace {

int check(int result, const std::string& what) {
    if (result < 0) throw std::system_error{errno, std::generic_category(), what};
    return result;
}

struct Pipe {
    FileDescriptor read_end, write_end;
};

Pipe make_pipe() {
    std::array<int, 2> ends{};
    check(::pipe2(ends.data(), O_CLOEXEC), "pipe");
    check(::fcntl(ends[0], F_SETFL, O_NONBLOCK), "pipe");
    return {FileDescriptor{ends[0]}, FileDescriptor{ends[1]}};
}

std::vector<std::string> our_environment_and(const std::vector<std::string>& added) {
    std::vector<std::string> all = added;
    for (char** ours = environ; *ours != nullptr; ++ours) {
        const std::string_view name{*ours, std::string_view{*ours}.find('=') + 1};
        bool replaced = false;
        for (const auto& one : added) replaced = replaced || one.starts_with(name);
        if (!replaced) all.emplace_back(*ours);
    }
    return all;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

// To be read until its end. A pipe takes a few lines at once.
FileDescriptor open_input(const std::string& text) {
    if (text.empty())
        return FileDescriptor{check(::open("/dev/null", O_RDONLY | O_CLOEXEC), "input")};
    Pipe pipe = make_pipe();
    check(static_cast<int>(::write(pipe.write_end.get(), text.data(), text.size())),
          "input");
    return std::move(pipe.read_end);
}

// Its own session: it cannot read our terminal. Signals as a program expects them.
pid_t spawn(const Command& command, int in, int out, int err) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawnattr_init(&attributes);
    ::posix_spawn_file_actions_adddup2(&actions, in, 0);
    ::posix_spawn_file_actions_adddup2(&actions, out, 1);
    ::posix_spawn_file_actions_adddup2(&actions, err, 2);
    if (!command.folder.empty())
        ::posix_spawn_file_actions_addchdir_np(&actions, command.folder.c_str());
    sigset_t none, all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &all);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK |
                                                POSIX_SPAWN_SETSIGDEF);

    auto words = command.words;
    auto environment = our_environment_and(command.environment);
    pid_t pid = -1;
    const int error =
        ::posix_spawnp(&pid, words.at(0).c_str(), &actions, &attributes,
                       pointers_to(words).data(), pointers_to(environment).data());
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw std::system_error{error, std::generic_category(), words[0]};
    return pid;
}

FileDescriptor watch(pid_t pid) {
    const long descriptor = ::syscall(SYS_pidfd_open, pid, 0);
    return FileDescriptor{check(static_cast<int>(descriptor), "pidfd_open")};
}

std::vector<pid_t> children() {
    std::vector<pid_t> all;
    std::error_code none_such;
    for (const auto& thread :
         std::filesystem::directory_iterator{"/proc/self/task", none_such}) {
        std::ifstream list{thread.path() / "children"};
        for (pid_t child = 0; list >> child;) all.push_back(child);
    }
    return all;
}

void wait_until(pid_t child, Clock::time_point deadline) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    const auto descriptor = watch(child);
    pollfd end{descriptor.get(), POLLIN, 0};
    const int milliseconds = left.count() > 0 ? static_cast<int>(left.count()) : 0;
    if (::poll(&end, 1, milliseconds) != 1) ::kill(child, SIGKILL);
}

}  // namespace

ChildProcess start(const Command& command) {
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    Pipe out = make_pipe(), err = make_pipe();
    const FileDescriptor in = open_input(command.input);
    ChildProcess child;
    child.pid =
        spawn(command, in.get(), out.write_end.get(),
              command.errors_among_output ? out.write_end.get() : err.write_end.get());
    child.ended = watch(child.pid);
    child.out = std::move(out.read_end);
    child.err = std::move(err.read_end);
    return child;
}

int reap(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return -1;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

void end_other_children(Clock::time_point deadline) {
    for (auto left = children(); !left.empty(); left = children())
        for (const pid_t child : left) {
            wait_until(child, deadline);
            reap(child);
        }
}

}  // namespace lockstep::learn
