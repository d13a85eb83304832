// Wrong: an empty row is taken for the end, and those after it are not written.
// Verdict: assertion_failed, every row is written in its order
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
        for (std::string row = next(); !row.empty(); row = next()) write(row);
    }

  private:
    std::string next() {  // empty: closed, and no row is left
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return closed_ || !rows_.empty(); });
        if (rows_.empty()) return {};
        std::string row = std::move(rows_.front());
        rows_.erase(rows_.begin());
        return row;
    }

    std::mutex mutex_;
    std::condition_variable changed_;  // a row came, or closed_ became true
    std::vector<std::string> rows_;    // guarded by mutex_
    bool closed_ = false;              // guarded by mutex_
};
