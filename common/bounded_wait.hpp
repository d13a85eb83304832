// Waiting for a socket, never for ever: until it is ready, a time-out, a deadline, or a
// wake-up.
#pragma once

#include <chrono>

#include "common/file_descriptor.hpp"

namespace lockstep {

// Ends every wait that watches it, now and later. Any thread may ring; it cannot block.
class WakeUp {
  public:
    WakeUp();  // throws std::system_error when no descriptor is left
    void ring() noexcept;
    int descriptor() const { return event_.get(); }

  private:
    FileDescriptor event_;  // readable for good once rung
};

struct Patience {
    std::chrono::milliseconds wait;                  // for this wait alone
    std::chrono::steady_clock::time_point deadline;  // for all of them together
};

enum class Waited { ready, timeout, deadline, woken };

// Blocks until `socket` is ready for `events` (POLLIN, POLLOUT), which an error on it
// counts as. A socket of -1 is never ready: then this is a pause that can be cut short.
Waited wait_for(int socket, short events, const Patience& patience,
                const WakeUp& wake_up);

}  // namespace lockstep
