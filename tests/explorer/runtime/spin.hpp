// Loops that ask again and again for what nobody has changed.
//
// Who asks twice may get two answers, so others may run between the two. Asking once more
// shows nothing new, so it is no reason to let others run; and after many times the
// thread is put aside until somebody changes it. When nobody else can go it may ask some
// more: a loop may count its rounds, and give up. When it does not, and nobody can go but
// those who ask, it is a livelock.
#pragma once

#include <utility>

#include "tests/explorer/runtime/scheduler.hpp"

namespace lockstep::explorer {

// libstdc++ asks 16 times before it sleeps: this is more.
inline constexpr int most_spins = 40;
inline constexpr int spins_with_a_turn = 2;
inline constexpr int most_spin_rounds = 400;

struct SpinWait {
    const std::uint64_t* version;
    std::uint64_t seen;
};

// `version` changes whenever somebody changes the object. True: a question that was asked
// too often to be worth a turn. After most_spins questions it first blocks until the
// answer is another one.
inline bool spins(Thread& me, const void* object, const std::uint64_t& version,
                  Order& order, What what = What::atomic_load) {
    if (me.spins_on != object || me.spins_at != version) {
        me.spins_on = object;
        me.spins_at = version;
        me.spins = me.spin_rounds = 0;
        me.has_yielded_in_spin = false;
        return false;
    }
    if (++me.spins <= spins_with_a_turn) return false;
    if (me.spins < most_spins) return true;
    me.spins = spins_with_a_turn;
    const SpinWait wait{&version, version};
    const auto has_changed = [](const void* about) {
        const auto* spin = static_cast<const SpinWait*>(about);
        return *spin->version != spin->seen;
    };
    me.is_put_aside = true;
    scheduler->perform(me, {.what = what,
                            .object = object,
                            .order = &order,
                            .writes = false,
                            .ready = has_changed,
                            .about = &wait});
    me.is_put_aside = false;
    return false;
}

// Whether a yield is only a part of such a loop: the first of them lets others run.
inline bool yields_again(Thread& me) {
    return me.spins_on != nullptr && std::exchange(me.has_yielded_in_spin, true);
}

inline void no_longer_spins(Thread& me) {
    me.spins_on = nullptr;
}

}  // namespace lockstep::explorer
