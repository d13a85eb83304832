#include "exercises/runner/run_command.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "exercises/runner/child_process.hpp"

namespace lockstep::learn {
namespace {

constexpr std::size_t kept = std::size_t{4} << 20;  // bytes of what it writes
constexpr std::chrono::seconds grace{2};            // between asking and killing

void keep_the_end(std::string& text) {
    if (text.size() > 2 * kept) text.erase(0, text.size() - kept);
}

// What is there now. False at the end.
bool read_all(const FileDescriptor& from, std::string& into) {
    std::array<char, 65536> bytes;
    for (;;) {
        const ssize_t count = ::read(from.get(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return count < 0 && errno == EAGAIN;
        into.append(bytes.data(), static_cast<std::size_t>(count));
        keep_the_end(into);
    }
}

class Run {
  public:
    Run(const Command& command, const std::stop_token& stop)
        : child_{start(command)}, deadline_{Clock::now() + command.limit}, stop_{stop} {}

    Outcome wait() {
        const std::stop_callback wake{stop_,
                                      [this] { ::eventfd_write(stopped_.get(), 1); }};
        while (!step()) continue;
        outcome_.exit_code = reap(child_.pid);
        // A compiler ends what it has started by itself; who has no such manners is
        // killed.
        const bool asked = outcome_.stopped || outcome_.timed_out;
        end_other_children(asked ? deadline_ : Clock::now());
        read_all(child_.out, outcome_.out);
        read_all(child_.err, outcome_.err);
        return std::move(outcome_);
    }

  private:
    // True when the program has ended.
    bool step() {
        std::array<pollfd, 4> ready{{{child_.ended.get(), POLLIN, 0},
                                     {outcome_.stopped ? -1 : stopped_.get(), POLLIN, 0},
                                     {out_open_ ? child_.out.get() : -1, POLLIN, 0},
                                     {err_open_ ? child_.err.get() : -1, POLLIN, 0}}};
        const int count = ::poll(ready.data(), ready.size(), milliseconds_left());
        if (count == 0) late();
        if (count <= 0) return false;
        if (ready[1].revents != 0) {
            outcome_.stopped = true;
            ask_to_end();
        }
        if (ready[2].revents != 0) out_open_ = read_all(child_.out, outcome_.out);
        if (ready[3].revents != 0) err_open_ = read_all(child_.err, outcome_.err);
        return ready[0].revents != 0;
    }

    int milliseconds_left() const {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Clock::now());
        return static_cast<int>(std::clamp<long>(left.count(), 0, 1L << 30));
    }

    void ask_to_end() {
        ::kill(-child_.pid, SIGTERM);
        asked_ = true;
        deadline_ = Clock::now() + grace;
    }

    void late() {
        if (!asked_) {
            outcome_.timed_out = true;
            return ask_to_end();
        }
        ::kill(-child_.pid, SIGKILL);
        deadline_ = Clock::now() + grace;
    }

    ChildProcess child_;
    FileDescriptor stopped_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    Clock::time_point deadline_;
    std::stop_token stop_;
    bool asked_ = false;
    bool out_open_ = true, err_open_ = true;
    Outcome outcome_;
};

}  // namespace

Outcome run_command(const Command& command, const std::stop_token& stop) {
    return Run{command, stop}.wait();
}

}  // namespace lockstep::learn
