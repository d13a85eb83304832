#include "tests/explorer/worker.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <exception>
#include <fstream>
#include <new>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/explorer/runtime/failures.hpp"
#include "tests/explorer/runtime/scheduler.hpp"
#include "tests/explorer/runtime/stacks.hpp"
#include "tests/explorer/runtime/static_data.hpp"
#include "tests/explorer/search.hpp"

namespace lockstep::explorer {
namespace {

using Seconds = std::chrono::duration<double>;

// ---- The child ----

// Threads that take turns do so eight times faster on one core.
void stay_on_this_core() {
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(static_cast<unsigned>(std::max(0, ::sched_getcpu())), &one);
    ::sched_setaffinity(0, sizeof one, &one);
}

void run_one(const std::function<void()>& body) {
    scheduler->begin();
    begin_stack(*current, __builtin_frame_address(0));
    ++scheduler->board().explored;
    ++scheduler->board().explored_now;
    current->inside = false;
    body();  // an exception ends in on_terminate: nobody out here catches it
    current->inside = true;
    scheduler->finish();
}

[[noreturn]] void be_the_worker(Board& board, const std::function<void()>& body,
                                int output) {
    stay_on_this_core();
    std::set_terminate(on_terminate);
    static Scheduler the_scheduler{board};
    scheduler = &the_scheduler;
    [&]() noexcept {
        do {
            ::lseek(output, 0, SEEK_SET);
            if (::ftruncate(output, 0) != 0) std::abort();
            run_one(body);
            std::fflush(nullptr);
            if (static_data_has_changed() && !board.rules.fresh_process) {
                board.leftovers = true;
                break;
            }
            if (!next_schedule(board)) {
                board.finished = true;
                break;
            }
        } while (!board.rules.fresh_process);
    }();
    ::_exit(0);
}

// ---- The parent ----

Seconds cpu_time_of(pid_t process) {
    clockid_t clock{};
    timespec time{};
    if (::clock_getcpuclockid(process, &clock) != 0 || ::clock_gettime(clock, &time) != 0)
        return Seconds{0};
    return Seconds{static_cast<double>(time.tv_sec) +
                   static_cast<double>(time.tv_nsec) * 1e-9};
}

// A step takes a microsecond. So much time without one, and there will be none.
class Watchdog {
  public:
    explicit Watchdog(pid_t process) : process_{process} {}

    bool bites(const Board& board) {
        const auto steps = board.steps_ever.load(std::memory_order_relaxed);
        const auto cpu = cpu_time_of(process_);
        const auto now = std::chrono::steady_clock::now();
        if (steps != steps_) {
            steps_ = steps;
            cpu_ = cpu;
            since_ = now;
        }
        return cpu - cpu_ > Seconds{1.0} || now - since_ > Seconds{10.0};
    }

  private:
    const pid_t process_;
    std::uint64_t steps_ = 0;
    Seconds cpu_{0};
    std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
};

// The wait status, or -1 when the watchdog had to end it.
int wait_for_worker(pid_t process, const Board& board) {
    const int watched =
        static_cast<int>(raw_syscall(SYS_pidfd_open, static_cast<long>(process), 0));
    Watchdog dog{process};
    pollfd ended{watched, POLLIN, 0};
    bool bitten = false;
    while (::poll(&ended, 1, 50) == 0) {
        if (!dog.bites(board)) continue;
        ::kill(process, SIGKILL);
        bitten = true;
    }
    ::close(watched);
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) continue;
    return bitten ? -1 : status;
}

std::string all_of(int file) {
    std::string text;
    char part[4096];
    ::lseek(file, 0, SEEK_SET);
    for (ssize_t size = 0; (size = ::read(file, part, sizeof part)) > 0;)
        text.append(part, static_cast<std::size_t>(size));
    return text;
}

// Then a schedule that is asked for again runs in this process: break at
// lockstep_explorer_failed.
bool is_in_a_debugger() {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("TracerPid:"))
            return line.find_first_of("123456789") != line.npos;
    return false;
}

// The schedules so far began with what the one before had left. From now on each gets a
// process of its own.
void begin_again(Board& board) {
    board.rules.fresh_process = true;
    board.seen.forget_all();
    board.explored = board.explored_now = board.pruned = board.within_bound = 0;
    board.rules.bound = board.complete_bounds = 0;
    board.trail.length = board.trail.repeated = 0;
}

}  // namespace

void schedule_is_over() {
    std::fflush(nullptr);
    Board& board = scheduler->board();
    if (!next_schedule(board)) board.finished = true;
    ::_exit(0);
}

std::string run_schedules(Board& board, const std::function<void()>& body) {
    const int output = static_cast<int>(::memfd_create("output", MFD_CLOEXEC));
    if (output < 0) throw std::system_error{errno, std::generic_category(), "memfd"};
    board.finished = false;
    if (board.rules.search == SearchKind::repeat && is_in_a_debugger())
        be_the_worker(board, body, output);
    do {
        std::fflush(nullptr);
        const pid_t process = ::fork();
        if (process < 0) throw std::system_error{errno, std::generic_category(), "fork"};
        if (process == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            ::dup2(output, STDOUT_FILENO);
            ::dup2(output, STDERR_FILENO);
            be_the_worker(board, body, output);
        }
        const int status = wait_for_worker(process, board);
        if (board.failure.verdict != Verdict::passed) break;
        if (status == -1) board.failure.verdict = Verdict::endless_loop;
        if (status > 0 && WIFSIGNALED(status)) {
            board.failure.verdict = Verdict::crash;
            board.failure.signal = WTERMSIG(status);
        }
        if (status > 0 && WIFEXITED(status))
            board.failure.verdict = Verdict::not_supported;
        if (board.leftovers && !board.rules.fresh_process) begin_again(board);
    } while (board.failure.verdict == Verdict::passed && !board.finished);
    std::string text = all_of(output);
    ::close(output);
    return text;
}

}  // namespace lockstep::explorer
