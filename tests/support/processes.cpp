#include "tests/support/processes.hpp"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <system_error>
#include <thread>

#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lockstep::test {
namespace {

namespace fs = std::filesystem;

// The fields of /proc/PID/stat after the name, which may itself contain blanks and
// brackets. See proc(5).
struct Stat {
    char state = '?';  // '?': the thread is gone
    pid_t session = 0;
    long ticks = 0;  // of processor time
};

Stat stat_of(const fs::path& file) {
    std::ifstream stream{file};
    std::string text;
    std::getline(stream, text);
    const auto bracket = text.rfind(')');
    if (bracket == std::string::npos) return {};
    std::istringstream fields{text.substr(bracket + 1)};
    Stat stat;
    pid_t parent = 0, group = 0;
    fields >> stat.state >> parent >> group >> stat.session;
    std::string skipped;
    for (int i = 7; i <= 13; ++i) fields >> skipped;
    long user = 0, system = 0;
    fields >> user >> system;
    stat.ticks = user + system;
    return stat;
}

void add(const Stat& stat, Activity& activity) {
    static const long ticks_in_a_second = ::sysconf(_SC_CLK_TCK);
    activity.runs |= stat.state == 'R' || stat.state == 'D';
    activity.processor_time +=
        std::chrono::milliseconds{stat.ticks * 1000 / ticks_in_a_second};
    ++activity.threads;
}

void for_each_thread(pid_t process, const std::function<void(const fs::path&)>& see) {
    std::error_code gone;  // what ends while we look is no error
    for (fs::directory_iterator
             thread{"/proc/" + std::to_string(process) + "/task", gone},
         end;
         !gone && thread != end; thread.increment(gone))
        see(thread->path());
}

// The threads of a process list the children that each of them has.
void add_below(pid_t ancestor, Processes& processes) {
    for_each_thread(ancestor, [&](const fs::path& thread) {
        std::ifstream children{thread / "children"};
        for (pid_t child = 0; children >> child;) {
            processes.push_back(child);
            add_below(child, processes);
        }
    });
}

std::string first_word_in(const fs::path& file) {
    std::string word;
    std::ifstream{file} >> word;
    return word;
}

// The calls in which tests wait; of others only the number is told.
std::string call_of(const fs::path& thread) {
    static const std::map<std::string, std::string> names{
        {"running", "no call: it computes"},
        {std::to_string(SYS_futex), "futex (a lock, a condition, a join)"},
        {std::to_string(SYS_clock_nanosleep), "clock_nanosleep"},
#ifdef SYS_poll
        {std::to_string(SYS_poll), "poll"},
        {std::to_string(SYS_epoll_wait), "epoll_wait"},
        {std::to_string(SYS_select), "select"},
#endif
        {std::to_string(SYS_ppoll), "ppoll"},
        {std::to_string(SYS_pselect6), "pselect6"},
        {std::to_string(SYS_read), "read"},
        {std::to_string(SYS_write), "write"},
        {std::to_string(SYS_recvfrom), "recv"},
        {std::to_string(SYS_recvmsg), "recvmsg"},
        {std::to_string(SYS_sendto), "send"},
        {std::to_string(SYS_accept), "accept"},
        {std::to_string(SYS_wait4), "waitpid"},
        {std::to_string(SYS_waitid), "waitid"}};
    const auto number = first_word_in(thread / "syscall");
    const auto name = names.find(number);
    if (name != names.end()) return name->second;
    return number.empty() ? "?" : "call " + number;
}

}  // namespace

Processes processes_of_session(pid_t session) {
    Processes processes;
    std::error_code gone;  // what ends while we look is no error
    for (fs::directory_iterator process{"/proc", gone}, end; process != end;
         process.increment(gone)) {
        const auto name = process->path().filename().native();
        if (std::isdigit(name.front()) == 0) continue;
        if (stat_of(process->path() / "stat").session == session)
            processes.push_back(std::stoi(name));
    }
    return processes;
}

Processes processes_below(pid_t ancestor) {
    Processes processes;
    add_below(ancestor, processes);
    return processes;
}

bool has_children() {
    siginfo_t any{};
    return ::waitid(P_ALL, 0, &any, WEXITED | WNOHANG | WNOWAIT) == 0;
}

Activity activity_of(const Processes& processes) {
    Activity activity;
    for (const pid_t process : processes)
        for_each_thread(process, [&](const fs::path& thread) {
            add(stat_of(thread / "stat"), activity);
        });
    return activity;
}

std::chrono::microseconds exact_processor_time(pid_t process) {
    std::chrono::nanoseconds all{0};
    for_each_thread(process, [&](const fs::path& thread) {
        std::chrono::nanoseconds::rep time = 0;
        std::ifstream{thread / "schedstat"} >> time;
        all += std::chrono::nanoseconds{time};
    });
    return std::chrono::duration_cast<std::chrono::microseconds>(all);
}

Activity activity_of_session(pid_t session) {
    return activity_of(processes_of_session(session));
}

void end_session(pid_t session) {
    for (;;) {
        const auto processes = processes_of_session(session);
        if (processes.empty()) return;
        for (const pid_t process : processes) ::kill(process, SIGKILL);
        for (const pid_t process : processes) ::waitpid(process, nullptr, WNOHANG);
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
}

void end_all_below() {
    for (;;) {
        for (const pid_t process : processes_below(::getpid())) ::kill(process, SIGKILL);
        pid_t ended = 0;
        do ended = ::waitpid(-1, nullptr, WNOHANG);
        while (ended > 0);
        if (ended < 0 && errno == ECHILD) return;
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
}

char state_of(pid_t process) {
    return stat_of("/proc/" + std::to_string(process) + "/stat").state;
}

Activity activity_of_thread(pid_t thread) {
    Activity activity;
    add(stat_of("/proc/self/task/" + std::to_string(thread) + "/stat"), activity);
    return activity;
}

std::string where_threads_sleep(const Processes& processes) {
    std::string text;
    for (const pid_t process : processes)
        for_each_thread(process, [&](const fs::path& thread) {
            std::string name;
            std::getline(std::ifstream{thread / "comm"}, name);
            text += "  " + name + "  in " + call_of(thread) + "\n";
        });
    return text;
}

void SleepWatch::look(const Activity& now) {
    // Who looks may have got no processor itself, and then knows nothing of that time.
    constexpr Clock::duration longest_between_looks = std::chrono::milliseconds{200};
    constexpr std::chrono::milliseconds hardly_any{2};
    const auto since = Clock::now() - last_look_;
    last_look_ += since;
    asleep_ += std::min(since, longest_between_looks);
    const auto used = now.processor_time - before_;
    if (!now.runs && used.count() >= 0 && used < hardly_any) return;
    asleep_ = {};
    before_ = now.processor_time;
}

std::chrono::milliseconds SleepWatch::asleep() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(asleep_);
}

}  // namespace lockstep::test
