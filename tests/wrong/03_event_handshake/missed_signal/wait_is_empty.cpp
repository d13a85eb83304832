// Wrong: wait() does nothing, so nobody waits.
// Verdict: assertion_failed, a runner sleeps until the signal
#include "lessons/03_event_handshake/event.hpp"

class Start {
  public:
    void wait() {}

    void give() { signal_.set(); }

    void next_race() { signal_.clear(); }

  private:
    lockstep::Event signal_;
};
