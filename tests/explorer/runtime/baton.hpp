// What lets exactly one controlled thread run: whoever has the baton.
//
// One per thread. pass() gives it to its owner, who waits in take(). Both use the
// kernel's futex directly: the C++ facilities are what the explorer stands in for.
#pragma once

#include <atomic>
#include <cstdint>

#include "tests/explorer/runtime/real.hpp"

namespace lockstep::explorer {

class Baton {
  public:
    void pass() {
        here_.store(1, std::memory_order_release);  // pairs with the acquire in take()
        raw_syscall(SYS_futex, address(), FUTEX_WAKE_PRIVATE, 1);
    }
    void take() {
        while (here_.exchange(0, std::memory_order_acquire) == 0)
            raw_syscall(SYS_futex, address(), FUTEX_WAIT_PRIVATE, 0);
    }

  private:
    long address() { return reinterpret_cast<long>(&here_); }

    std::atomic<std::uint32_t> here_{0};  // 0: somebody else has it   1: ours to take
};

}  // namespace lockstep::explorer
