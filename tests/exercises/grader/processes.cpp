#include "tests/exercises/grader/processes.hpp"

#include <cctype>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

namespace lockstep::grader {
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
}

}  // namespace

std::vector<pid_t> processes_of_session(pid_t session) {
    std::vector<pid_t> processes;
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

Activity activity_of_session(pid_t session) {
    Activity activity;
    std::error_code gone;
    for (const pid_t process : processes_of_session(session))
        for (fs::directory_iterator
                 thread{"/proc/" + std::to_string(process) + "/task", gone},
             end;
             thread != end; thread.increment(gone))
            add(stat_of(thread->path() / "stat"), activity);
    return activity;
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

char state_of(pid_t process) {
    return stat_of("/proc/" + std::to_string(process) + "/stat").state;
}

Activity activity_of_thread(pid_t thread) {
    Activity activity;
    add(stat_of("/proc/self/task/" + std::to_string(thread) + "/stat"), activity);
    return activity;
}

}  // namespace lockstep::grader
