// Wrong: give() does nothing, so nobody is let go.
// Verdict: hang, a runner sleeps until the signal
#include "lessons/03_event_handshake/event.hpp"

class Start {
  public:
    void wait() { signal_.wait(); }

    void give() {}

    void next_race() { signal_.clear(); }

  private:
    lockstep::Event signal_;
};
