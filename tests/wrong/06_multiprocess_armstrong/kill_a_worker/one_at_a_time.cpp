// Wrong: each answer is waited for before the next range is handed out.
// Verdict: hang, the workers search at the same time
#include <algorithm>
#include <functional>
#include <optional>
#include <vector>

#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct Range {
    int begin, end;
};

// A child process. Its line takes a Range and gives an int; it ends when the line ends.
struct Worker {
    pid_t pid;
    int line;
    std::optional<Range> range{};  // that it searches
};

using Start = std::function<Worker()>;  // starts a worker

// The worker is dead.
void replace(Worker& worker, std::vector<Range>& waiting, const Start& start) {
    ::close(worker.line);
    ::waitpid(worker.pid, nullptr, 0);
    if (worker.range) waiting.push_back(*worker.range);
    worker = start();
}

int search(std::vector<Range> waiting, int, const Start& start) {
    int found = 0;
    Worker worker = start();
    while (!waiting.empty()) {
        worker.range = waiting.back();
        waiting.pop_back();
        ::send(worker.line, &*worker.range, sizeof(Range), MSG_NOSIGNAL);
        int some = 0;
        if (::recv(worker.line, &some, sizeof some, 0) == sizeof some)
            found += some;
        else
            replace(worker, waiting, start);
    }
    ::close(worker.line);
    ::waitpid(worker.pid, nullptr, 0);
    return found;
}
