// Who may be next, in which order, and what it costs.
//
// It is fair: a thread that gives way (it yields, or waits for time to pass) may go on
// once all the same. When it gives way again, it comes after all who were ready the first
// time and have not run since; to let it go first costs 1. So two threads that ask in
// turn, each until the other is ready, cannot keep a third from its work for ever. The
// clock counts as one more thread, which can go as long as somebody waits for time to
// pass: who polls what a sleeper holds does not keep it asleep.
// Source: M. Musuvathi and S. Qadeer, Fair stateless model checking (PLDI 2008).
#include <algorithm>

#include "tests/explorer/runtime/scheduler.hpp"
#include "tests/explorer/runtime/spin.hpp"

namespace lockstep::explorer {
namespace {

// Who does so much without a break gives way too: it may be a loop that asks.
constexpr std::uint32_t longest_run = 100;
// And who does so much lets time pass too.
constexpr std::uint32_t longest_poll = 1000;

std::uint64_t bit(const Thread& thread) {
    return std::uint64_t{1} << thread.id;
}
constexpr std::uint64_t the_clock = std::uint64_t{1} << max_threads;

}  // namespace

bool Scheduler::can_go(const Thread& thread) const {
    return !thread.ended && (is_ready(thread.next) || thread.next.deadline <= now_);
}

std::uint64_t Scheduler::all_that_can_go() const {
    std::uint64_t all = 0;
    for (const Thread& thread : threads_)
        if (can_go(thread)) all |= bit(thread);
    return all;
}

bool Scheduler::time_can_pass() const {
    return std::any_of(threads_.begin(), threads_.end(), [&](const Thread& thread) {
        return !thread.ended && thread.next.deadline != never && !can_go(thread);
    });
}

// Called when `me` has said what it does next.
void Scheduler::give_way_if_asked(Thread& me) {
    const bool waits_for_time = me.next.deadline != never && !is_ready(me.next);
    const bool yields = me.next.what == What::yield || me.next.gives_way;
    me.gives_way = yields || waits_for_time || ++me.operations % longest_run == 0;
    if (!me.gives_way) return;
    const bool polls = yields || (!waits_for_time && me.operations % longest_poll == 0);
    me.behind |= me.let_by;
    me.let_by = all_that_can_go() & ~bit(me);
    if (polls && time_can_pass()) me.let_by |= the_clock;
}

void Scheduler::let_others_go(Thread& me) {
    if ((all_that_can_go() & ~bit(me)) == 0 && !time_can_pass()) return;
    perform(me, {.what = What::yield});
}

// Without a choice. Who has just been chosen and has done nothing since need not be
// chosen again.
bool Scheduler::goes_at_once(const Thread& me) {
    const bool no_choice = me.next.alone || me.is_just_chosen;
    return no_choice && !me.gives_way && is_ready(me.next);
}

void Scheduler::has_its_turn(const Turn& turn) {
    auto had = bit(*turn.thread);
    if (turn.outcome == Outcome::timed_out) had |= the_clock;
    for (Thread& other : threads_) {
        other.let_by &= ~had;
        other.behind &= ~had;
    }
    turn.thread->behind = 0;
}

// The first is what happens when nobody interferes.
const std::vector<Scheduler::Turn>& Scheduler::possible_turns(Thread& me) {
    turns_.clear();
    const auto able = all_that_can_go() | (time_can_pass() ? the_clock : 0);
    const bool goes_on = !me.ended && is_ready(me.next) && !me.gives_way;
    if (goes_on) turns_.push_back({.thread = &me});

    const auto count = threads_.size();
    for (const bool unfair : {false, true}) {
        for (std::size_t i = 1; i <= count; ++i) {  // in turn, me last
            Thread& thread = threads_[(static_cast<std::size_t>(me.id) + i) % count];
            if ((able & bit(thread)) == 0 || (goes_on && &thread == &me)) continue;
            if (((thread.behind & able) != 0) != unfair) continue;
            const auto outcome =
                is_ready(thread.next) ? Outcome::ready : Outcome::timed_out;
            turns_.push_back({&thread, outcome, !turns_.empty() && (goes_on || unfair),
                              unfair, false});
        }
        if (turns_.empty() && (able & the_clock) != 0) let_time_pass();
    }
    if (turns_.empty()) let_time_pass();
    if (turns_.empty()) let_a_loop_ask_again();
    if (!turns_.empty() && early_wakes_left_ > 0)
        for (Thread& thread : threads_) add_early(thread);
    return turns_;
}

// Time passes by itself only when nobody can do anything else, or all who can have asked
// in vain.
void Scheduler::let_time_pass() {
    Thread* earliest = nullptr;
    for (Thread& thread : threads_) {
        if (thread.ended || thread.next.deadline == never || can_go(thread)) continue;
        if (earliest == nullptr || thread.next.deadline < earliest->next.deadline)
            earliest = &thread;
    }
    if (earliest != nullptr)
        turns_.push_back({.thread = earliest, .outcome = Outcome::timed_out});
}

// A loop that was put aside may count how often it asks, and end by itself.
void Scheduler::let_a_loop_ask_again() {
    Thread* loop = nullptr;
    for (Thread& thread : threads_) {
        if (!thread.is_put_aside || thread.spin_rounds >= most_spin_rounds) continue;
        if (loop == nullptr || thread.spin_rounds < loop->spin_rounds) loop = &thread;
    }
    if (loop == nullptr) return;
    ++loop->spin_rounds;
    turns_.push_back({.thread = loop});
}

// What a thread that waits may do although nobody has woken it: somebody has to be
// prepared for it.
void Scheduler::add_early(Thread& thread) {
    if (thread.ended || is_ready(thread.next)) return;
    const bool first = turns_.front().thread == &thread;
    Turn turn{.thread = &thread, .costs = true, .early = true};
    if (thread.next.deadline != never && thread.next.deadline > now_ && !first) {
        turn.outcome = Outcome::timed_out;
        turns_.push_back(turn);
    }
    if (thread.next.may_wake_early) {
        turn.outcome = Outcome::spurious;
        turns_.push_back(turn);
    }
}

// In random orders: the highest priority among those that are ready, and seldom
// something else.
int Scheduler::preferred(const std::vector<Turn>& turns) {
    if (board_.rules.search != SearchKind::random) return 0;
    const bool interferes = random_() % 8 == 0;
    int best = 0;
    for (std::size_t i = 1; i < turns.size(); ++i) {
        const bool early = turns[i].early;
        if (turns[i].unfair) continue;
        if (early && !(interferes && random_() % 2 == 0)) continue;
        if (early) return static_cast<int>(i);
        if (turns[i].thread->priority >
            turns[static_cast<std::size_t>(best)].thread->priority)
            best = static_cast<int>(i);
    }
    return best;
}

}  // namespace lockstep::explorer
