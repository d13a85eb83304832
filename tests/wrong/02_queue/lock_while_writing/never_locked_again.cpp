// Wrong: after the first rows the mutex is not locked any more.
// Verdict: not_the_owner, every row is written in its order
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
            while (!closed_ && rows_.empty()) changed_.wait(lock);
            if (rows_.empty()) return;
            const auto rows = std::exchange(rows_, {});
            mutex_.unlock();
            for (const std::string& row : rows) write(row);
        }
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;  // a row came, or closed_ became true
    std::vector<std::string> rows_;    // guarded by mutex_
    bool closed_ = false;              // guarded by mutex_
};
