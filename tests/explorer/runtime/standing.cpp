#include "tests/explorer/runtime/standing.hpp"

#include "tests/explorer/runtime/condition_model.hpp"
#include "tests/explorer/runtime/mutex_model.hpp"

namespace lockstep::explorer {

void complete(Standing& standing) {
    if (standing.what == What::wake)
        standing.missed_a_notify = notified_nobody(standing.object);
    if (standing.what == What::lock) {
        const Mutex* mutex = find_mutex(standing.object);
        if (mutex != nullptr && mutex->owner != nullptr)
            standing.owner = static_cast<std::int8_t>(mutex->owner->id);
    }
    if (standing.what == What::join)
        standing.owner =
            static_cast<std::int8_t>(static_cast<const Thread*>(standing.object)->id);
}

}  // namespace lockstep::explorer
