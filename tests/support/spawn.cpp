#include "tests/support/spawn.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <spawn.h>
#include <sys/ioctl.h>

namespace lockstep::test {
namespace {

// What posix_spawn is to do between fork and exec.
class SpawnPlan {
  public:
    SpawnPlan() {
        ::posix_spawn_file_actions_init(&actions_);
        ::posix_spawnattr_init(&attributes_);
    }
    ~SpawnPlan() {
        ::posix_spawnattr_destroy(&attributes_);
        ::posix_spawn_file_actions_destroy(&actions_);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;

    void put(int ours, int theirs) {
        ::posix_spawn_file_actions_adddup2(&actions_, ours, theirs);
    }
    void open_terminal(const std::string& path) {
        ::posix_spawn_file_actions_addopen(&actions_, 0, path.c_str(), O_RDWR, 0);
        put(0, 1);
        put(0, 2);
    }
    void run_in(const std::string& folder) {
        if (!folder.empty()) {
            ::posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
        }
    }
    // A new session lets it take its terminal; either way -pid names it and its children.
    void lead_a_group(bool new_session) {
        sigset_t none, all;
        sigemptyset(&none);
        sigfillset(&all);
        ::posix_spawnattr_setsigmask(&attributes_, &none);
        ::posix_spawnattr_setsigdefault(&attributes_, &all);
        ::posix_spawnattr_setpgroup(&attributes_, 0);
        const int group = new_session ? POSIX_SPAWN_SETSID : POSIX_SPAWN_SETPGROUP;
        const int flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | group;
        ::posix_spawnattr_setflags(&attributes_, static_cast<short>(flags));
    }
    pid_t start(std::vector<std::string> command, std::vector<std::string> environment) {
        pid_t pid = -1;
        const int error =
            ::posix_spawnp(&pid, command.at(0).c_str(), &actions_, &attributes_,
                           pointers_to(command).data(), pointers_to(environment).data());
        if (error != 0)
            throw std::system_error{error, std::generic_category(), command[0]};
        return pid;
    }

  private:
    static std::vector<char*> pointers_to(std::vector<std::string>& texts) {
        std::vector<char*> pointers;
        for (std::string& text : texts) pointers.push_back(text.data());
        pointers.push_back(nullptr);
        return pointers;
    }

    posix_spawn_file_actions_t actions_;
    posix_spawnattr_t attributes_;
};

std::string_view name_of(std::string_view variable) {
    return variable.substr(0, variable.find('='));
}

std::vector<std::string> our_environment_and(const std::vector<std::string>& added) {
    std::vector<std::string> environment;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        environment.emplace_back(*variable);
    }
    for (const std::string& variable : added) {
        std::erase_if(environment, [&](const std::string& ours) {
            return name_of(ours) == name_of(variable);
        });
        if (variable.find('=') != variable.npos) environment.push_back(variable);
    }
    return environment;
}

struct Pipe {
    Descriptor read_end, write_end;
};

Pipe make_pipe() {
    std::array<int, 2> ends{};
    check(::pipe2(ends.data(), O_CLOEXEC), "pipe2");
    return {Descriptor{ends[0]}, Descriptor{ends[1]}};
}

void set_nonblocking(const Descriptor& end) {
    check(::fcntl(end.get(), F_SETFL, O_NONBLOCK), "fcntl");
}

Spawned spawn_on_terminal(SpawnPlan& plan, const std::vector<std::string>& command,
                          const std::vector<std::string>& environment) {
    Spawned spawned;
    spawned.out =
        Descriptor{check(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC), "posix_openpt")};
    const int master = spawned.out.get();
    check(::grantpt(master), "grantpt");
    check(::unlockpt(master), "unlockpt");
    std::array<char, 128> path{};
    if (::ptsname_r(master, path.data(), path.size()) != 0) check(-1, "ptsname_r");
    const winsize size{24, 80, 0, 0};
    check(::ioctl(master, TIOCSWINSZ, &size), "TIOCSWINSZ");
    // Held open until the program has it, so that the master never sees a terminal
    // without users.
    Descriptor slave{
        check(::open(path.data(), O_RDWR | O_NOCTTY | O_CLOEXEC), path.data())};
    plan.open_terminal(path.data());
    spawned.pid = plan.start(command, environment);
    spawned.in = Descriptor{check(::fcntl(master, F_DUPFD_CLOEXEC, 0), "dup")};
    return spawned;
}

Spawned spawn_on_pipes(SpawnPlan& plan, const std::vector<std::string>& command,
                       const std::vector<std::string>& environment) {
    Pipe in = make_pipe(), out = make_pipe(), err = make_pipe();
    plan.put(in.read_end.get(), 0);
    plan.put(out.write_end.get(), 1);
    plan.put(err.write_end.get(), 2);
    Spawned spawned;
    spawned.pid = plan.start(command, environment);
    spawned.in = std::move(in.write_end);
    spawned.out = std::move(out.read_end);
    spawned.err = std::move(err.read_end);
    set_nonblocking(spawned.err);
    return spawned;
}

}  // namespace

int check(int result, const std::string& what) {
    if (result < 0) throw std::system_error{errno, std::generic_category(), what};
    return result;
}

void block_sigpipe_in_this_thread() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

Spawned spawn(const std::vector<std::string>& command, const RunOptions& options) {
    SpawnPlan plan;
    plan.run_in(options.folder);
    plan.lead_a_group(options.terminal);
    const std::vector<std::string> environment = our_environment_and(options.environment);
    Spawned spawned = options.terminal ? spawn_on_terminal(plan, command, environment)
                                       : spawn_on_pipes(plan, command, environment);
    set_nonblocking(spawned.in);
    set_nonblocking(spawned.out);
    return spawned;
}

}  // namespace lockstep::test
