// Wrong: every frame is kept until it was sent, so memory grows with the slowest viewer.
// Verdict: assertion_failed, a slow viewer has missed frames and is sent the newest
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
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
        frames_.push_back(frame);
        changed_.notify_all();
    }

    // A viewer's thread. Returns when the studio is closed.
    void watch(const std::function<void(const Frame&)>& send) {
        std::unique_lock lock{mutex_};
        for (std::size_t seen = 0;;) {
            changed_.wait(lock, [&] { return closed_ || frames_.size() > seen; });
            if (closed_) return;
            const Frame frame = frames_[seen++];
            lock.unlock();
            send(frame);
            lock.lock();
        }
    }

    void close() {
        const std::lock_guard lock{mutex_};
        closed_ = true;
        changed_.notify_all();
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Frame> frames_;  // guarded by mutex_
    bool closed_ = false;       // guarded by mutex_
};
