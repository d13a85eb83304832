// Wrong: a mutex that may be locked twice is still a lock for all others.
// Verdict: deadlock, nobody waits for the disk
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
        const std::scoped_lock lock{mutex_};
        rows_.push_back(std::move(row));
        changed_.notify_one();
    }

    void close() {
        const std::scoped_lock lock{mutex_};
        closed_ = true;
        changed_.notify_one();
    }

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
    std::recursive_mutex mutex_;
    std::condition_variable_any changed_;  // a row came, or closed_ became true
    std::vector<std::string> rows_;        // guarded by mutex_
    bool closed_ = false;                  // guarded by mutex_
};
