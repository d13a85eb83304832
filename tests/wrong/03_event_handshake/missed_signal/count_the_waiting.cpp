// Wrong: the signal waits for those who wait, not for those who come.
// Verdict: deadlock, every runner gets the signal
#include <atomic>

#include "lessons/03_event_handshake/event.hpp"

class Start {
  public:
    void wait() {
        ++waiting_;
        signal_.wait();
        if (--waiting_ == 0) signal_.clear();
    }

    void give() { signal_.set(); }

    void next_race() {}

  private:
    lockstep::Event signal_;
    std::atomic<int> waiting_{0};
};
