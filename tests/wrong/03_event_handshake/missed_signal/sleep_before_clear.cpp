// Wrong: it gives the runners a moment to come, and hopes.
// Verdict: forbidden, sleep_for
#include <chrono>
#include <thread>

#include "lessons/03_event_handshake/event.hpp"

class Start {
  public:
    void wait() { signal_.wait(); }

    void give() {
        signal_.set();
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
        signal_.clear();
    }

    void next_race() {}

  private:
    lockstep::Event signal_;
};
