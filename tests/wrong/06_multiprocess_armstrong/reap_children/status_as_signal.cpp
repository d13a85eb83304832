// Wrong: the status is not the signal; it also says whether there is a core dump.
// Verdict: assertion_failed, a signal is told as a signal
#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

struct Ending {
    std::string words;
    int exit_code = 0;  // when signal is 0
    int signal = 0;
};

// Runs in a child; returns the exit code. What is written to `line` are its words.
using Work = std::function<int(int line)>;

std::string read_all(int line) {
    std::string text, part(4096, '\0');
    for (ssize_t count = 0; (count = ::read(line, part.data(), part.size())) > 0;)
        text.append(part, 0, static_cast<std::size_t>(count));
    return text;
}

// The endings are in the order of the works.
std::vector<Ending> run_all(const std::vector<Work>& works) {
    std::vector<int> lines;
    std::vector<pid_t> pids;
    for (const Work& work : works) {
        int ends[2];
        if (::pipe(ends) != 0) throw std::runtime_error{"no pipe can be made"};
        const pid_t pid = ::fork();
        if (pid < 0) throw std::runtime_error{"no child can be started"};
        if (pid == 0) {
            ::close(ends[0]);
            ::_exit(work(ends[1]));
        }
        ::close(ends[1]);
        lines.push_back(ends[0]);
        pids.push_back(pid);
    }
    std::vector<Ending> endings;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        Ending ending;
        ending.words = read_all(lines[i]);
        ::close(lines[i]);
        int status = 0;
        ::waitpid(pids[i], &status, 0);
        if (WIFSIGNALED(status))
            ending.signal = status;
        else
            ending.exit_code = WEXITSTATUS(status);
        endings.push_back(ending);
    }
    return endings;
}
