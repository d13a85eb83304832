// Wrong: it asks again and again whether there is a new frame, and does not wait.
// Verdict: busy_wait, a viewer's thread sleeps until there is a frame
#include <condition_variable>
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
        newest_ = frame;
        changed_.notify_all();
    }

    // A viewer's thread. Returns when the studio is closed.
    void watch(const std::function<void(const Frame&)>& send) {
        std::unique_lock lock{mutex_};
        for (int seen = 0;;) {
            if (closed_) return;
            if (newest_.number == seen) {
                lock.unlock();
                lock.lock();
                continue;
            }
            const Frame frame = newest_;
            lock.unlock();
            send(frame);
            seen = frame.number;
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
    Frame newest_;         // guarded by mutex_; number 0: none yet
    bool closed_ = false;  // guarded by mutex_
};
