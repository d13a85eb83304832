#include "tests/explorer/runtime/standing.hpp"

#include <algorithm>

#include "tests/explorer/runtime/condition_model.hpp"
#include "tests/explorer/runtime/mutex_model.hpp"

namespace lockstep::explorer {
namespace {

// Whoever has seen what the others did, after the notify and before it waited, knows
// better than the notify could tell. It waits for what has not come.
void tell_of_notify(Standing& standing, const Thread& thread) {
    const VainWake vain = last_notify_of_nobody(standing.object, thread);
    if (vain.thread < 0) return;
    standing.has_looked_since = thread.looked_at > vain.step;
    standing.missed_a_notify = !standing.has_looked_since;
    standing.notifier = static_cast<std::int8_t>(vain.thread);
    standing.notify_event = vain.event;
}

}  // namespace

void complete(Standing& standing, const Thread& thread) {
    if (standing.what == What::wake) tell_of_notify(standing, thread);
    if (standing.what == What::lock) {
        const Mutex* mutex = find_mutex(standing.object);
        if (mutex != nullptr && mutex->owner != nullptr)
            standing.owner = static_cast<std::int8_t>(mutex->owner->id);
    }
    if (standing.what == What::join)
        standing.owner =
            static_cast<std::int8_t>(static_cast<const Thread*>(standing.object)->id);
}

bool a_notify_is_lost(const Failure& failure) {
    return std::any_of(failure.standing.begin(), failure.standing.end(),
                       [](const Standing& one) { return one.missed_a_notify; });
}

}  // namespace lockstep::explorer
