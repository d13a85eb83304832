// Wrong: it asks again and again whether the race is on.
// Verdict: busy_wait, a runner sleeps until the signal
#include <atomic>

class Start {
  public:
    void wait() {
        while (!given_) continue;
    }

    void give() { given_ = true; }

    void next_race() { given_ = false; }

  private:
    std::atomic<bool> given_{false};
};
