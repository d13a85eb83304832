// What the explorer knows of each object of one kind; forgotten when a schedule begins.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "tests/explorer/runtime/scheduler.hpp"

namespace lockstep::explorer {

template <class State>
class PerSchedule {
  public:
    // References stay valid until the next schedule.
    State& operator[](const void* object) {
        begin_if_new();
        return states_[object];
    }
    State* find(const void* object) {
        begin_if_new();
        const auto found = states_.find(object);
        return found == states_.end() ? nullptr : &found->second;
    }
    bool empty() {
        begin_if_new();
        return states_.empty();
    }
    void forget(const void* object) { states_.erase(object); }

  private:
    void begin_if_new() {
        if (number_ == scheduler->number()) return;
        number_ = scheduler->number();
        states_.clear();
    }

    std::uint64_t number_ = 0;
    std::unordered_map<const void*, State> states_;
};

}  // namespace lockstep::explorer
