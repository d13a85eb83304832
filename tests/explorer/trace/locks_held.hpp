// Who holds which mutex, event by event.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "tests/explorer/runtime/board.hpp"

namespace lockstep::explorer {

class LocksHeld {
  public:
    void apply(const Event& event);
    std::vector<int> holders(const void* object) const;
    const std::map<const void*, std::map<int, int>>& all() const { return held_; }

  private:
    void take(const void* object, int thread);
    void let_go(const void* object, int thread, bool entirely);

    // By object: which threads, and how often each has locked it.
    std::map<const void*, std::map<int, int>> held_;
};

}  // namespace lockstep::explorer
