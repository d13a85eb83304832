#include "tests/support/run_program.hpp"

#include <array>
#include <cerrno>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/spawn.hpp"

namespace lockstep::test {
namespace {

using Clock = std::chrono::steady_clock;

int open_pidfd(pid_t pid) {
    return check(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)), "pidfd_open");
}

int as_shell_code(const siginfo_t& end) {
    return end.si_code == CLD_EXITED ? end.si_status : 128 + end.si_status;
}

}  // namespace

// The thread owns the descriptors; the program is reaped by nobody else, and only under
// mutex_, so that a signal can never go to a stranger who got the same process id.
class RunningProgram::Pump {
  public:
    Pump(Spawned spawned, const RunOptions& options)
        : pid_{spawned.pid},
          in_{std::move(spawned.in)},
          out_{std::move(spawned.out)},
          err_{std::move(spawned.err)},
          terminal_{options.terminal},
          deadline_{Clock::now() + options.limit},
          input_{options.input},
          input_open_{options.keep_input_open || options.terminal},
          thread_{[this] { pump(); }} {}

    ~Pump() { send_signal_to(-pid_, SIGKILL); }

    void send_signal_to(pid_t whom, int signal) {
        std::scoped_lock lock{mutex_};
        if (!ended_) ::kill(whom, signal);
    }

    void add_input(const std::string& text, bool more_may_come) {
        {
            std::scoped_lock lock{mutex_};
            input_ += text;
            input_open_ = more_may_come;
        }
        check(::eventfd_write(wake_.get(), 1), "eventfd_write");
    }

    bool wait_for_output(const std::string& text) {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return ended_ || both_.find(text) != both_.npos; });
        return both_.find(text) != both_.npos;
    }

    std::string output_so_far() {
        const std::lock_guard lock{mutex_};
        return both_;
    }

    RunResult wait() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return ended_; });
        return result_;
    }

  private:
    void pump() {
        block_sigpipe_in_this_thread();
        for (;;) {
            const short input_events = wanted_input_events();
            std::array<pollfd, 5> ready{{{pidfd_.get(), POLLIN, 0},
                                         {wake_.get(), POLLIN, 0},
                                         {out_.get(), POLLIN, 0},
                                         {err_.get(), POLLIN, 0},
                                         {in_.get(), input_events, 0}}};
            if (::poll(ready.data(), ready.size(), milliseconds_left()) == 0) kill_late();
            if (ready[1].revents != 0) drain_wake();
            if (ready[4].revents != 0) give_input(ready[4].revents);
            read_all(out_, result_.out);
            read_all(err_, result_.err);
            if (ready[0].revents != 0) return reap();
        }
    }

    // The program has ended, so all it wrote is in the pipes: one last look, and what it
    // started and left behind is killed before its process group's id becomes free.
    void reap() {
        read_all(out_, result_.out);
        read_all(err_, result_.err);
        {
            std::scoped_lock lock{mutex_};
            ::kill(-pid_, SIGKILL);
            siginfo_t end{};
            ::waitid(P_PID, static_cast<id_t>(pid_), &end, WEXITED);
            result_.exit_code = as_shell_code(end);
            ended_ = true;
        }
        changed_.notify_all();
    }

    void kill_late() {
        std::scoped_lock lock{mutex_};
        result_.timed_out = true;
        ::kill(-pid_, SIGKILL);
    }

    int milliseconds_left() {
        std::scoped_lock lock{mutex_};
        if (result_.timed_out) return -1;
        auto left =
            std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Clock::now());
        return left.count() < 0 ? 0 : static_cast<int>(left.count());
    }

    void drain_wake() {
        eventfd_t count = 0;
        ::eventfd_read(wake_.get(), &count);
    }

    short wanted_input_events() {
        std::scoped_lock lock{mutex_};
        if (input_.empty() && !input_open_ && !terminal_) in_.close();
        return input_.empty() ? short{0} : short{POLLOUT};
    }

    void give_input(short events) {
        std::scoped_lock lock{mutex_};
        const ssize_t given = ::write(in_.get(), input_.data(), input_.size());
        if (given > 0) input_.erase(0, static_cast<std::size_t>(given));
        const bool refused = given < 0 && errno != EAGAIN && errno != EINTR;
        if (refused || (events & (POLLERR | POLLHUP)) != 0)
            in_.close();  // it reads no more
        if (in_.get() < 0) input_.clear();
    }

    // Whatever is there now, without blocking. A terminal reports its end as EIO.
    void read_all(Descriptor& from, std::string& into) {
        std::array<char, 65536> bytes;
        while (from.get() >= 0) {
            const ssize_t count = ::read(from.get(), bytes.data(), bytes.size());
            if (count < 0 && errno == EINTR) continue;
            if (count < 0 && errno == EAGAIN) return;
            if (count <= 0) return from.close();
            {
                std::scoped_lock lock{mutex_};
                into.append(bytes.data(), static_cast<std::size_t>(count));
                both_.append(bytes.data(), static_cast<std::size_t>(count));
            }
            changed_.notify_all();
        }
    }

    const pid_t pid_;
    Descriptor pidfd_{open_pidfd(pid_)};  // readable when the program has ended
    Descriptor in_, out_, err_;           // the thread's
    const bool terminal_;
    const Clock::time_point deadline_;
    Descriptor wake_{check(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")};

    std::mutex mutex_;
    std::condition_variable changed_;  // more output, or ended_
    std::string input_;                // guarded by mutex_: not yet given
    bool input_open_;                  // guarded by mutex_: more may come
    std::string both_;                 // guarded by mutex_: output in the order it came
    RunResult result_;                 // guarded by mutex_
    bool ended_ = false;               // guarded by mutex_: reaped
    std::jthread thread_;              // last: it uses all of the above
};

RunningProgram::RunningProgram(const std::vector<std::string>& command,
                               const RunOptions& options) {
    Spawned spawned = spawn(command, options);
    pid_ = spawned.pid;
    pump_ = std::make_unique<Pump>(std::move(spawned), options);
}

RunningProgram::~RunningProgram() = default;

void RunningProgram::send_signal(int signal) const {
    pump_->send_signal_to(pid_, signal);
}
void RunningProgram::type(const std::string& text) {
    pump_->add_input(text, true);
}
void RunningProgram::close_input() {
    pump_->add_input("", false);
}
bool RunningProgram::wait_for_output(const std::string& text) {
    return pump_->wait_for_output(text);
}
std::string RunningProgram::output_so_far() const {
    return pump_->output_so_far();
}
RunResult RunningProgram::wait() {
    return pump_->wait();
}

RunResult run_program(const std::vector<std::string>& command,
                      const RunOptions& options) {
    return RunningProgram{command, options}.wait();
}

}  // namespace lockstep::test
