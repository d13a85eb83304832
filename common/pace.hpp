// Slows a program down so that a class can follow it, and predict.
//
// A lesson calls hand_over() wherever one thread hands something to another. Normally
// that costs nothing. With --step it prints what comes next and waits for Enter; with
// --slow it waits a moment. Any thread may call, but must hold no lock then; one at a
// time is let through. An interrupt, or the end of standard input, lets everybody through
// at once. It is for watching: no lesson may depend on it for its order.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string_view>

namespace lockstep {

class Pace {
  public:
    enum class Mode { full_speed, slow, step };

    explicit Pace(Mode mode = Mode::full_speed, std::stop_token stop = {},
                  std::chrono::milliseconds moment = std::chrono::milliseconds{700});
    ~Pace();
    Pace(const Pace&) = delete;
    Pace& operator=(const Pace&) = delete;

    void hand_over(std::string_view what_comes_next);

  private:
    void wait_for_enter();
    void read_enters();

    const Mode mode_;
    const std::stop_token stop_;
    const std::chrono::milliseconds moment_;
    int stop_event_ = -1;  // an eventfd, readable once a stop was requested

    std::mutex turn_;         // held by the one thread that is being slowed down
    std::size_t enters_ = 0;  // guarded by turn_: Enters typed ahead
    bool input_open_ = true;  // guarded by turn_: standard input has not ended

    // Last, so that no callback runs when stop_event_ is gone.
    std::optional<std::stop_callback<std::function<void()>>> on_stop_;
};

}  // namespace lockstep
