// Right: the vectors change places, and the block is as long as the lock is held.
// Verdict: passed
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

    void close() {
        const std::lock_guard lock{mutex_};
        closed_ = true;
        changed_.notify_one();
    }

    void write_all(const Write& write) {
        for (std::vector<std::string> mine;; mine.clear()) {
            {
                std::unique_lock lock{mutex_};
                changed_.wait(lock, [this] { return closed_ || !rows_.empty(); });
                std::swap(mine, rows_);
            }
            if (mine.empty()) return;
            for (const std::string& row : mine) write(row);
        }
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;  // a row came, or closed_ became true
    std::vector<std::string> rows_;    // guarded by mutex_
    bool closed_ = false;              // guarded by mutex_
};
