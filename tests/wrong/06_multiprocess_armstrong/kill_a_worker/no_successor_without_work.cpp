// Wrong: a dead worker stays in the list and is given a range.
// Verdict: hang, one dies with nothing to do and another one later
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
    if (worker.range) waiting.push_back(*worker.range);
    ::close(worker.line);
    ::waitpid(worker.pid, nullptr, 0);
    if (waiting.empty())
        worker = Worker{0, -1};  // nobody is needed; poll() skips -1
    else
        worker = start();
}

// Blocks until some workers have something to say, or are dead.
std::vector<Worker*> wait_for_any(std::vector<Worker>& workers) {
    std::vector<pollfd> lines;
    for (const Worker& worker : workers) lines.push_back({worker.line, POLLIN, 0});
    ::poll(lines.data(), lines.size(), -1);
    std::vector<Worker*> ready;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (lines[i].revents != 0) ready.push_back(&workers[i]);
    return ready;
}

int search(std::vector<Range> waiting, int count, const Start& start) {
    int found = 0;
    std::vector<Worker> workers;
    for (int i = 0; i < count; ++i) workers.push_back(start());
    for (;;) {
        for (Worker& worker : workers) {
            if (worker.range || waiting.empty()) continue;
            worker.range = waiting.back();
            waiting.pop_back();
            ::send(worker.line, &*worker.range, sizeof(Range), MSG_NOSIGNAL);
        }
        if (std::ranges::none_of(workers,
                                 [](auto& some) { return some.range.has_value(); }))
            break;
        for (Worker* worker : wait_for_any(workers)) {
            int some = 0;
            if (::recv(worker->line, &some, sizeof some, 0) == sizeof some) {
                found += some;
                worker->range.reset();
            } else {
                replace(*worker, waiting, start);
            }
        }
    }
    for (const Worker& worker : workers) {
        ::close(worker.line);
        ::waitpid(worker.pid, nullptr, 0);
    }
    return found;
}
