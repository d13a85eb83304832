// Right: one mutex, one condition variable, and whose turn it is.
// Verdict: passed
#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

using Batch = std::vector<int>;

struct Line {
    std::mutex mutex;
    std::condition_variable changed;
    Batch batch;                // of whose turn it is
    bool packers_turn = false;  // guarded by mutex
    bool last = false;          // guarded by mutex
};

void hand_over(Line& line, bool last) {
    std::unique_lock lock{line.mutex};
    line.last = last;
    line.packers_turn = true;
    line.changed.notify_all();
    line.changed.wait(lock, [&] { return !line.packers_turn; });
}

void convert(Line& line, int last_file, const std::function<void(int)>& write) {
    for (int file = 1; file <= last_file; ++file) {
        write(file);
        line.batch.push_back(file);
        if (line.batch.size() == 3) hand_over(line, false);
    }
    hand_over(line, true);
}

void pack(Line& line, const std::function<void(const Batch&)>& make_archive) {
    for (bool last = false; !last;) {
        std::unique_lock lock{line.mutex};
        line.changed.wait(lock, [&] { return line.packers_turn; });
        last = line.last;
        lock.unlock();
        if (!line.batch.empty()) make_archive(line.batch);
        line.batch.clear();
        lock.lock();
        line.packers_turn = false;
        line.changed.notify_all();
    }
}
