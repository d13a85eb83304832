#include "tests/exercises/grader/watched.hpp"

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <string>
#include <system_error>
#include <thread>
#include <typeinfo>

#include <cxxabi.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/exercises/grader/grader.hpp"
#include "tests/exercises/grader/processes.hpp"
#include "tests/exercises/grader/verdict.hpp"
#include "tests/exercises/grader/where_threads_wait.hpp"

namespace lockstep::grader {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto all_asleep_is_a_hang = 1500ms;
constexpr auto longest_use_of_processors = 2s;
constexpr auto longest_body = 40s;  // the last resort: some poll, and none goes on

// What the child tells its parent, in memory that both see.
struct Told {
    std::atomic<bool> taken;  // who makes it true may write
    std::atomic<bool> ready;  // partner: the parent, once the child is gone
    char verdict[64];
    char happened[1024];
    WaitingThreads waiting;
};
Told* told = nullptr;  // set in the child only, and in what it forks
pid_t watched_process = 0;

template <std::size_t size>
void copy(std::string_view text, char (&to)[size]) {
    to[text.copy(to, size - 1)] = '\0';
}

void tell(std::string_view verdict, std::string_view happened) {
    if (told->taken.exchange(true)) return;
    copy(verdict, told->verdict);
    copy(happened, told->happened);
    told->ready = true;
}

// ---- The child ----

void on_terminate() {
    std::string text = "std::terminate is called: a std::thread is destroyed that nobody "
                       "has joined, or an exception leaves a noexcept function";
    if (const std::type_info* type = abi::__cxa_current_exception_type()) {
        int status = 0;
        char* name = abi::__cxa_demangle(type->name(), nullptr, nullptr, &status);
        text = std::string{"an exception leaves its thread: "} +
               (status == 0 ? name : type->name());
        try {
            throw;
        } catch (const std::exception& error) {
            text += std::string{": "} + error.what();
        } catch (...) {
        }
    }
    fail_watched("exception_escaped", text);
}

[[noreturn]] void be_the_child(Told& shared, const std::function<void()>& body) {
    told = &shared;
    watched_process = ::getpid();
    ::setsid();
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    std::set_terminate(on_terminate);
    show_where_threads_wait(shared.waiting);
    [&]() noexcept { body(); }();
    if (::getpid() != watched_process)
        fail_watched("assertion_failed", "A child process goes on with the work of its "
                                         "parent, as if it were the parent.");
    tell("passed", "");
    std::fflush(nullptr);
    ::_exit(0);
}

// ---- The parent ----

// Ends it with all that it has started.
struct Child {
    pid_t pid;
    ~Child() {
        ::kill(pid, SIGKILL);  // it may not have its session yet
        while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) continue;
        end_session(pid);
    }
};

// Stays a zombie, so that its id cannot be another's before all is ended.
bool has_ended(pid_t pid, siginfo_t& how) {
    how.si_pid = 0;
    return ::waitid(P_PID, static_cast<id_t>(pid), &how, WEXITED | WNOHANG | WNOWAIT) ==
               0 &&
           how.si_pid == pid;
}

Verdict verdict_of(const siginfo_t& how, const Told& shared) {
    if (shared.ready) {
        const std::string happened = shared.happened;
        return {shared.verdict, check_name(), happened, "", "", line_named_in(happened)};
    }
    if (how.si_code == CLD_EXITED)
        return {"ended_early", check_name(),
                "The program ends with exit code " + std::to_string(how.si_status) +
                    " in the middle of the check."};
    return {"crash", check_name(),
            "The program is ended by a signal: " +
                std::string{::strsignal(how.si_status)} + "."};
}

Verdict hang(pid_t pid, const Told& shared, const char* name, const char* happened) {
    const auto threads = ask_where_threads_wait(pid, shared.waiting);
    return {name, check_name(), happened, threads, "", line_named_in(threads)};
}

Verdict watch(pid_t pid, const Told& shared) {
    const auto began = Clock::now();
    for (SleepWatch sleep;;) {
        siginfo_t how{};
        if (has_ended(pid, how)) return verdict_of(how, shared);
        // What one of its children told; it itself may wait for that child for ever.
        if (shared.ready && shared.verdict != std::string_view{"passed"})
            return verdict_of(how, shared);
        // There is nothing to wait for: it may never end.
        std::this_thread::sleep_for(2ms);
        const Activity now = activity_of_session(pid);
        sleep.look(now);
        if (now.processor_time > longest_use_of_processors)
            return hang(pid, shared, "endless_loop",
                        "The program computes and computes and comes to no end.");
        if (sleep.asleep() > all_asleep_is_a_hang)
            return hang(pid, shared, "hang",
                        "All threads sleep, and nothing will wake them.");
        if (Clock::now() - began > longest_body)
            return hang(pid, shared, now.processor_time > 500ms ? "endless_loop" : "hang",
                        "The program comes to no end.");
    }
}

}  // namespace

bool is_watched() {
    return told != nullptr;
}

void fail_watched(std::string_view verdict, std::string_view happened) {
    tell(verdict == "passed" ? "ended_early" : verdict, happened);
    std::fflush(nullptr);
    ::_exit(1);
}

void fail_expectation(std::string_view what) {
    fail_watched("assertion_failed", "does not hold: " + std::string{what});
}

void watched(const std::function<void()>& body) {
    void* memory = ::mmap(nullptr, sizeof(Told), PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        throw std::system_error{errno, std::generic_category(), "memory for a check"};
    auto& shared = *static_cast<Told*>(memory);
    std::fflush(nullptr);
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    const pid_t pid = ::fork();
    if (pid < 0) throw std::system_error{errno, std::generic_category(), "fork"};
    if (pid == 0) be_the_child(shared, body);
    Verdict verdict;
    {
        const Child child{pid};
        verdict = watch(pid, shared);
    }
    ::munmap(memory, sizeof(Told));
    if (verdict.name != "passed") end_with(verdict);
}

}  // namespace lockstep::grader
