// The starter of a race gives the signal once, and all runners run. So that the next race
// does not start by itself, the signal is taken away again. Most of the time everybody
// runs. But now and then a runner stands at the line for ever.
// TODO: no runner misses the start of his race, and none starts before it is given. Mend
// the class as you like, inside and out of sight: its three members keep their names.
// Read again: "Why it is correct" in lessons/03_event_handshake/README.md.
#include "lessons/03_event_handshake/event.hpp"

class Start {
  public:
    // Each runner's thread, once a race. A runner may come late: the race is on, he runs.
    void wait() { signal_.wait(); }

    // The starter, once a race.
    void give() {
        signal_.set();
        signal_.clear();
    }

    // The starter, when all runners of a race are home and none of the next has come.
    void next_race() {}

  private:
    lockstep::Event signal_;
};
