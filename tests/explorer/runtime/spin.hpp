// Loops that ask again and again for what nobody has changed.
//
// Asking again changes nothing, so it is no reason to let others run; and after many
// times the thread is put aside until somebody changes it. When all are put aside, it is
// a livelock.
#pragma once

#include "tests/explorer/runtime/scheduler.hpp"

namespace lockstep::explorer {

// libstdc++ asks 16 times before it sleeps: this is more.
inline constexpr int most_spins = 40;

struct SpinWait {
    const std::uint64_t* version;
    std::uint64_t seen;
};

// `version` changes whenever somebody changes the object. True: the same question as last
// time, which is not worth a turn. After most_spins questions it first blocks until the
// answer is another one.
inline bool spins(Thread& me, const void* object, const std::uint64_t& version,
                  Order& order) {
    if (me.spins_on != object || me.spins_at != version) {
        me.spins_on = object;
        me.spins_at = version;
        me.spins = 0;
        return false;
    }
    if (++me.spins < most_spins) return true;
    me.spins = 0;
    const SpinWait wait{&version, version};
    const auto has_changed = [](const void* about) {
        const auto* spin = static_cast<const SpinWait*>(about);
        return *spin->version != spin->seen;
    };
    scheduler->perform(me, {.what = What::atomic_load,
                            .object = object,
                            .order = &order,
                            .writes = false,
                            .ready = has_changed,
                            .about = &wait});
    return false;
}

inline void no_longer_spins(Thread& me) {
    me.spins_on = nullptr;
}

}  // namespace lockstep::explorer
