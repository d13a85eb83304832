// Right: one row is taken out at a time.
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
        std::unique_lock lock{mutex_};
        for (;;) {
            changed_.wait(lock, [this] { return closed_ || !rows_.empty(); });
            if (rows_.empty()) return;
            const std::string row = std::move(rows_.front());
            rows_.erase(rows_.begin());
            lock.unlock();
            write(row);
            lock.lock();
        }
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;  // a row came, or closed_ became true
    std::vector<std::string> rows_;    // guarded by mutex_
    bool closed_ = false;              // guarded by mutex_
};
