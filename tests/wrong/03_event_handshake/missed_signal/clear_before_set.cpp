// Wrong: the signal is up from one race to the next.
// Verdict: assertion_failed, nobody runs before the signal
#include "lessons/03_event_handshake/event.hpp"

class Start {
  public:
    void wait() { signal_.wait(); }

    void give() {
        signal_.clear();
        signal_.set();
    }

    void next_race() {}

  private:
    lockstep::Event signal_;
};
