// Wrong: viewers share the lock while they send, and the camera still has to wait.
// Verdict: lost_wake_up, a viewer who does not read stops nobody
#include <condition_variable>
#include <functional>
#include <mutex>
#include <shared_mutex>
#include <string>

struct Frame {
    int number = 0;  // 1, 2, 3, …
    std::string picture;
};

class Studio {
  public:
    // The camera's thread.
    void publish(const Frame& frame) {
        const std::lock_guard lock{mutex_};
        newest_ = frame;
        changed_.notify_all();
    }

    // A viewer's thread. Returns when the studio is closed.
    void watch(const std::function<void(const Frame&)>& send) {
        std::shared_lock lock{mutex_};
        for (int seen = 0;;) {
            changed_.wait(lock, [&] { return closed_ || newest_.number > seen; });
            if (closed_) return;
            seen = newest_.number;
            send(newest_);
        }
    }

    void close() {
        const std::lock_guard lock{mutex_};
        closed_ = true;
        changed_.notify_all();
    }

  private:
    std::shared_mutex mutex_;
    std::condition_variable_any changed_;
    Frame newest_;         // guarded by mutex_; number 0: none yet
    bool closed_ = false;  // guarded by mutex_
};
