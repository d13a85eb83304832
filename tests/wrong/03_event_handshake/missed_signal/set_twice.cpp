// Wrong: a second signal helps only those who have come meanwhile.
// Verdict: deadlock, every runner gets the signal
#include "lessons/03_event_handshake/event.hpp"

class Start {
  public:
    void wait() { signal_.wait(); }

    void give() {
        signal_.set();
        signal_.clear();
        signal_.set();
        signal_.clear();
    }

    void next_race() {}

  private:
    lockstep::Event signal_;
};
