// Wrong: the first runner takes the signal away from the second.
// Verdict: deadlock, every runner gets the signal
#include "lessons/03_event_handshake/event.hpp"

class Start {
  public:
    void wait() {
        signal_.wait();
        signal_.clear();
    }

    void give() { signal_.set(); }

    void next_race() {}

  private:
    lockstep::Event signal_;
};
