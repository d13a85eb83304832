// Threads that sleep until they are woken: behind a condition variable or a futex.
#pragma once

#include <cstddef>
#include <list>

#include "tests/explorer/runtime/scheduler.hpp"

namespace lockstep::explorer {

class Waiters {
  public:
    Order order;
    bool woke_nobody = false;  // a wake-up came while nobody slept

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
};

}  // namespace lockstep::explorer
