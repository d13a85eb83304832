// Slows a program down so that a class can follow it, and predict.
//
// A lesson calls hand_over() wherever one thread hands something to another. Normally that costs
// nothing. With --step it prints what comes next and waits for Enter; with --slow it waits a
// moment. Any thread may call; one at a time is let through. An interrupt, or the end of standard
// input, lets everybody through at once.
// It is for watching: no lesson may depend on it for its order.
#pragma once

#include <stop_token>
#include <string_view>

namespace lockstep {

class Pace {
  public:
    enum class Mode { full_speed, slow, step };

    explicit Pace(Mode mode = Mode::full_speed, std::stop_token stop = {});

    void hand_over(std::string_view what_comes_next);
};

}  // namespace lockstep
