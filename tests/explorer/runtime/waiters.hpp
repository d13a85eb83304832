// Threads that sleep until they are woken: behind a condition variable or a futex.
#pragma once

#include <cstddef>
#include <list>

#include "tests/explorer/runtime/scheduler.hpp"

namespace lockstep::explorer {

// A wake-up for who does not sleep: while nobody did, or for all who did.
struct VainWake {
    int thread = -1;  // whose it was; -1: there was none
    std::uint32_t step = 0;
    std::uint32_t event = 0;  // its row in the trace
};

class Waiters {
  public:
    Order order;
    // The last one that was not `thread`'s own.
    const VainWake& last_in_vain(int thread) const {
        return vain_.thread == thread ? vain_of_another_ : vain_;
    }

    // Blocks until woken, or until what the operation allows besides.
    Outcome wait(Thread& me, Operation operation);
    // Wakes at most so many: which ones is a choice. How many it were.
    std::size_t wake(Thread& me, std::size_t most);
    bool empty() const { return sleepers_.empty(); }

  private:
    struct Sleeper {
        Thread* thread;
        bool woken = false;
    };
    std::list<Sleeper> sleepers_;  // in the order in which they came
    VainWake vain_;                // the last one
    VainWake vain_of_another_;     // the last one of another thread than that one's
};

}  // namespace lockstep::explorer
