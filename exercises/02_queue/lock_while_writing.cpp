// Many threads put rows into a journal, and one writes them to a disk. The disk is slow,
// and as long as rows are being written nobody can put another: all wait for the disk.
// TODO: put() and close() never wait for write(). All rows are still written, in the
// order in which they were put. Mend write_all(). Read again: "The code", Stairs 1 and 2
// and 4 to 6, in lessons/02_queue/README.md.
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

using Write = std::function<void(const std::string& row)>;

class Journal {
  public:
    void put(std::string row) {
        const std::lock_guard lock{mutex_};
        rows_.push_back(std::move(row));
        changed_.notify_one();
    }

    void close() {  // no row is put after it
        const std::lock_guard lock{mutex_};
        closed_ = true;
        changed_.notify_one();
    }

    // For one thread. Returns when the journal is closed and every row is written.
    void write_all(const Write& write) {
        std::unique_lock lock{mutex_};
        for (;;) {
            changed_.wait(lock, [this] { return closed_ || !rows_.empty(); });
            if (rows_.empty()) return;
            for (const std::string& row : rows_) write(row);
            rows_.clear();
        }
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;  // a row came, or closed_ became true
    std::vector<std::string> rows_;    // guarded by mutex_
    bool closed_ = false;              // guarded by mutex_
};
