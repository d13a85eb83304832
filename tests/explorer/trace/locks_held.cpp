#include "tests/explorer/trace/locks_held.hpp"

namespace lockstep::explorer {

void LocksHeld::apply(const Event& event) {
    const int thread = event.thread;
    switch (event.what) {
    case What::lock:
    case What::lock_shared:
        if (event.outcome != Outcome::timed_out) take(event.object, thread);
        break;
    case What::try_lock:
    case What::try_lock_shared:
        if (event.success != 0) take(event.object, thread);
        break;
    case What::unlock:
    case What::unlock_shared:
        let_go(event.object, thread, false);
        break;
    case What::wait:  // on a condition variable
        let_go(reinterpret_cast<const void*>(event.other), thread, true);
        break;
    default:
        break;
    }
}

void LocksHeld::take(const void* object, int thread) {
    ++held_[object][thread];
}

void LocksHeld::let_go(const void* object, int thread, bool entirely) {
    const auto found = held_.find(object);
    if (found == held_.end()) return;
    auto& threads = found->second;
    if (!threads.contains(thread)) return;
    if (entirely || --threads[thread] == 0) threads.erase(thread);
    if (threads.empty()) held_.erase(found);
}

std::vector<int> LocksHeld::holders(const void* object) const {
    std::vector<int> threads;
    const auto found = held_.find(object);
    if (found == held_.end()) return threads;
    for (const auto& [thread, times] : found->second) threads.push_back(thread);
    return threads;
}

}  // namespace lockstep::explorer
