// Wrong: a thread for each row, and they overtake each other.
// Verdict: assertion_failed, every row is written in its order
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
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
        std::vector<std::jthread> writers;
        std::unique_lock lock{mutex_};
        for (;;) {
            changed_.wait(lock, [this] { return closed_ || !rows_.empty(); });
            if (rows_.empty()) break;
            for (const std::string& row : rows_)
                writers.emplace_back([this, &write, row] {
                    const std::lock_guard one_at_a_time{disk_};
                    write(row);
                });
            rows_.clear();
        }
        lock.unlock();
    }

  private:
    std::mutex mutex_, disk_;
    std::condition_variable changed_;  // a row came, or closed_ became true
    std::vector<std::string> rows_;    // guarded by mutex_
    bool closed_ = false;              // guarded by mutex_
};
