// Right: a flag that threads can sleep on.
// Verdict: passed
#include <atomic>

class Start {
  public:
    void wait() { given_.wait(false); }

    void give() {
        given_ = true;
        given_.notify_all();
    }

    void next_race() { given_ = false; }

  private:
    std::atomic<bool> given_{false};
};
