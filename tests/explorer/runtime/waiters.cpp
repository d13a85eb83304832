#include "tests/explorer/runtime/waiters.hpp"

#include <algorithm>
#include <vector>

namespace lockstep::explorer {

Outcome Waiters::wait(Thread& me, Operation operation) {
    const auto place = sleepers_.insert(sleepers_.end(), {&me});
    operation.order = &order;
    operation.alone = true;
    operation.ready = [](const void* woken) { return *static_cast<const bool*>(woken); };
    operation.about = &place->woken;
    const auto outcome = scheduler->perform(me, operation);
    sleepers_.erase(place);
    me.looked_at = scheduler->step();  // it is awake and will look
    return outcome;
}

std::size_t Waiters::wake(Thread& me, std::size_t most) {
    std::vector<Sleeper*> asleep;
    for (Sleeper& sleeper : sleepers_)
        if (!sleeper.woken) asleep.push_back(&sleeper);
    if (asleep.empty() || most >= max_threads) {
        if (vain_.thread != me.id) vain_of_another_ = vain_;
        vain_ = {me.id, scheduler->step(),
                 static_cast<std::uint32_t>(scheduler->board().event_count)};
    }
    const std::size_t count = std::min(most, asleep.size());
    for (std::size_t i = 0; i < count; ++i) {
        // Who came first is woken first, unless somebody interferes.
        const bool all = count == asleep.size() + i;
        const int options = all ? 1 : static_cast<int>(asleep.size());
        for (int k = 0; options > 1 && k < options; ++k)
            scheduler->explain(k, static_cast<std::uint64_t>(
                                      asleep[static_cast<std::size_t>(k)]->thread->id));
        const auto chosen =
            asleep.begin() + scheduler->choose(options, ~std::uint64_t{1});
        (*chosen)->woken = true;
        me.history = mix(me.history, static_cast<std::uint64_t>((*chosen)->thread->id));
        asleep.erase(chosen);
    }
    // What the sleepers do next depends on this choice.
    order.last_write = mix(order.last_write, me.history);
    return count;
}

}  // namespace lockstep::explorer
