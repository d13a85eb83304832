// Wrong: the signal of the first race starts the second one, too.
// Verdict: assertion_failed, nobody runs before the signal
#include "lessons/03_event_handshake/event.hpp"

class Start {
  public:
    void wait() { signal_.wait(); }

    void give() { signal_.set(); }

    void next_race() {}

  private:
    lockstep::Event signal_;
};
