#include "lessons/06_multiprocess_armstrong/processes/child_process.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/console.hpp"
#include "common/system_failure.hpp"

namespace lockstep {
namespace {

constexpr int socket_number = 3;  // the first after the standard three

// As exec does it: handlers are the parent's, what is ignored stays ignored.
void reset_signals() {
    for (int signal = 1; signal < SIGRTMAX; ++signal) {
        struct sigaction action {};
        if (::sigaction(signal, nullptr, &action) == 0 && action.sa_handler != SIG_IGN)
            ::signal(signal, SIG_DFL);
    }
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

// The parent may have ended before we asked: then nobody will send the signal.
bool die_with(pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    return ::getppid() == parent;
}

// A descriptor of another child's socket, left open here, would hide that child's end.
FileDescriptor keep_only(FileDescriptor socket) {
    if (socket.get() != socket_number && socket.is_open()) {
        ::dup3(socket.get(), socket_number, O_CLOEXEC);
        socket = FileDescriptor{socket_number};
    }
    ::close_range(socket.is_open() ? socket_number + 1 : socket_number, ~0U, 0);
    return socket;
}

int run_body(const std::string& name, FileDescriptor socket,
             const ChildProcess::Body& body) {
    try {
        return body(std::move(socket));
    } catch (const std::exception& error) {
        say_plain_error("{}: error: {}", name, error.what());
    } catch (...) {
        say_plain_error("{}: error: something was thrown that is no std::exception",
                        name);
    }
    return EXIT_FAILURE;
}

// Whoever started this program may have it ignore the ends of children: the system would
// then throw their exit codes away.
void ask_for_exit_codes() {
    ::signal(SIGCHLD, SIG_DFL);
}

// What the parent has written and not yet handed to the kernel is in our copy too.
void flush_all() {
    std::cout.flush();
    std::fflush(nullptr);
}

// Not exit(): what the parent registered with atexit, and its static objects, are the
// parent's to end.
[[noreturn]] void be_the_child(const std::string& name, pid_t parent,
                               FileDescriptor socket, const ChildProcess::Body& body) {
    if (!die_with(parent)) ::_exit(EXIT_FAILURE);
    ::setpgid(0, 0);
    reset_signals();
    name_thread(name);
    const int exit_code = run_body(name, keep_only(std::move(socket)), body);
    flush_all();
    ::_exit(exit_code);
}

class SpawnAttributes {
  public:
    explicit SpawnAttributes(int socket) {
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_adddup2(&actions, socket, socket_number);
        ::posix_spawnattr_init(&attributes);
        sigset_t none;
        ::sigemptyset(&none);
        ::posix_spawnattr_setsigmask(&attributes, &none);
        ::posix_spawnattr_setpgroup(&attributes, 0);
        ::posix_spawnattr_setflags(&attributes,
                                   POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    }
    ~SpawnAttributes() {
        ::posix_spawnattr_destroy(&attributes);
        ::posix_spawn_file_actions_destroy(&actions);
    }
    SpawnAttributes(const SpawnAttributes&) = delete;
    SpawnAttributes& operator=(const SpawnAttributes&) = delete;

    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t attributes{};
};

}  // namespace

SocketPair::SocketPair() {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        throw_system_error(errno, "cannot make a pair of sockets");
    parents = FileDescriptor{ends[0]};
    childs = FileDescriptor{ends[1]};
}

ChildProcess ChildProcess::fork(std::string name, FileDescriptor socket,
                                const Body& body) {
    ask_for_exit_codes();
    flush_all();
    const pid_t parent = ::getpid();
    const pid_t pid = ::fork();
    if (pid < 0) throw_system_error(errno, "fork");
    if (pid == 0) be_the_child(name, parent, std::move(socket), body);
    return {std::move(name), pid};
}

ChildProcess ChildProcess::start_anew(std::string name, FileDescriptor socket,
                                      const std::vector<std::string>& arguments) {
    std::vector<std::string> words{program_invocation_short_name};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);

    ask_for_exit_codes();
    const SpawnAttributes how{socket.get()};
    pid_t pid = -1;
    const int error = ::posix_spawn(&pid, "/proc/self/exe", &how.actions, &how.attributes,
                                    argv.data(), environ);
    if (error != 0) throw_system_error(error, "cannot start this program anew");
    return {std::move(name), pid};
}

FileDescriptor socket_from_parent(pid_t parent) {
    if (!die_with(parent)) throw std::runtime_error{"the parent process is gone"};
    if (::fcntl(socket_number, F_SETFD, FD_CLOEXEC) < 0)
        throw std::runtime_error{"this is for a parent process to start"};
    return FileDescriptor{socket_number};
}

}  // namespace lockstep
