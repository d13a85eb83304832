// Whoever sets an Event cannot know that everybody has seen it: a runner who was not in
// wait() yet found the flag down. A runner cannot clear it either, he is one of several.
// So the flag stays up for the whole race, and is lowered when it is certain that all
// have seen it: when they are home.
#include "lessons/03_event_handshake/event.hpp"

class Start {
  public:
    void wait() { signal_.wait(); }

    void give() { signal_.set(); }

    void next_race() { signal_.clear(); }

  private:
    lockstep::Event signal_;
};
