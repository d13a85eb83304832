#include "tests/exercises/grader/processes.hpp"

#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>

#include <unistd.h>

namespace lockstep::grader {
namespace {

namespace fs = std::filesystem;

// The fields of /proc/PID/stat after the name, which may itself contain blanks and
// brackets. See proc(5).
struct Stat {
    char state = '?';  // '?': the thread is gone
    pid_t group = 0;
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
    pid_t parent = 0;
    fields >> stat.state >> parent >> stat.group;
    std::string skipped;
    for (int i = 6; i <= 13; ++i) fields >> skipped;
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

Activity activity_of_group(pid_t group) {
    Activity activity;
    std::error_code gone;  // what ends while we look is no error
    for (fs::directory_iterator process{"/proc", gone}, end; process != end;
         process.increment(gone)) {
        if (std::isdigit(process->path().filename().native().front()) == 0) continue;
        if (stat_of(process->path() / "stat").group != group) continue;
        for (fs::directory_iterator thread{process->path() / "task", gone}; thread != end;
             thread.increment(gone))
            add(stat_of(thread->path() / "stat"), activity);
    }
    return activity;
}

Activity activity_of_thread(pid_t thread) {
    Activity activity;
    add(stat_of("/proc/self/task/" + std::to_string(thread) + "/stat"), activity);
    return activity;
}

}  // namespace lockstep::grader
