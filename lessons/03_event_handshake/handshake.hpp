// Two threads that take turns: a maker hands a batch over and waits until the taker has
// dealt with it. What changes hands belongs to exactly one of them at any time, so no
// lock is needed for it.
//
//     maker: hand_over(batch) … finish()        taker: while (auto batch = take()) { …;
//     done(); }
//
// For one maker and one taker. The end is part of the conversation: finish() wakes the
// taker like a batch does, so the taker never has to look at a flag before it waits (that
// is fault D01).
#pragma once

#include <exception>
#include <optional>
#include <utility>

#include "lessons/03_event_handshake/event.hpp"

namespace lockstep {

template <class Batch>
class Handshake {
  public:
    // The maker's side. Blocks until the taker calls done() or fail(); throws what fail()
    // was given, and from then on always, without waiting.
    void hand_over(Batch batch) {
        if (failure_) std::rethrow_exception(failure_);
        batch_ = std::move(batch);
        full_.set();
        empty_.wait();
        empty_.clear();
        if (failure_) std::rethrow_exception(failure_);
    }

    // The maker's last call, in any case: no batch will follow. Does not block.
    void finish() { full_.set(); }

    // The taker's side. Blocks until there is a batch, or returns nothing: the end.
    [[nodiscard]] std::optional<Batch> take() {
        full_.wait();
        full_.clear();
        return std::exchange(batch_, std::nullopt);
    }

    // The taker has dealt with the batch; the maker goes on.
    void done() { empty_.set(); }

    // The taker cannot go on, and leaves; the maker's hand_over throws this.
    void fail(std::exception_ptr failure) {
        failure_ = std::move(failure);
        empty_.set();
    }

  private:
    Event full_;   // set by the maker: batch_ is the taker's, or it is the end
    Event empty_;  // set by the taker: batch_ is the maker's again
    std::optional<Batch> batch_;  // handed over by full_ and empty_
    std::exception_ptr failure_;  // handed over by empty_
};

}  // namespace lockstep
