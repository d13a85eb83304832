#include "tests/explorer/runtime/scheduler.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include <execinfo.h>
#include <sys/single_threaded.h>
#include <unistd.h>

#include "tests/explorer/runtime/memory_model.hpp"
#include "tests/explorer/runtime/stacks.hpp"
#include "tests/explorer/runtime/standing.hpp"

// A place for a debugger's breakpoint: here the schedule has failed, and nothing has
// moved.
extern "C" [[gnu::noinline]] void lockstep_explorer_failed() {
    __asm__ volatile("");
}

namespace lockstep::explorer {

thread_local constinit Thread* current = nullptr;
Scheduler* scheduler = nullptr;

Scheduler::Scheduler(Board& board) : board_{board} {}

void Scheduler::begin() {
    reuse_heap();
    // Until a process has its first thread the library counts without atomics: then the
    // first schedule would be another one.
    __libc_single_threaded = 0;
    threads_.clear();
    now_ = 0;
    steps_ = 0;
    early_wakes_left_ = board_.rules.early_wakes;
    cost_ = 0;
    pruned_ = false;
    ++number_;
    random_.seed(board_.rules.seed);
    board_.trail.length = 0;
    board_.event_count = 0;
    board_.choice = {};

    Thread& me = threads_.emplace_back(0);
    me.handle = ::pthread_self();
    me.clock.tick(0);
    current = &me;
}

void Scheduler::wait_for_the_others() {
    const auto others_have_ended = [](const void* self) {
        const auto& all = static_cast<const Scheduler*>(self)->threads_;
        return std::all_of(all.begin() + 1, all.end(),
                           [](const Thread& thread) { return thread.ended; });
    };
    perform(*current, {.what = What::end, .ready = others_have_ended, .about = this});
}

void Scheduler::finish() {
    wait_for_the_others();
    current = nullptr;
    for (Thread& thread : threads_)
        if (thread.id != 0 && !thread.joined) REAL(pthread_join)(thread.handle, nullptr);
    if (pruned_) ++board_.pruned;
}

// ---- A thread's turn ----

Outcome Scheduler::perform(Thread& me, const Operation& operation) {
    me.next = operation;
    // To wake those who wait on a futex, the library only needs to know where it was.
    if (operation.what != What::unpark) must_be_alive(me, operation.object);
    if (board_.rules.record) {
        Standing& standing = board_.failure.standing[static_cast<std::size_t>(me.id)];
        standing.depth = static_cast<std::uint8_t>(
            ::backtrace(standing.frames.data(), static_cast<int>(Event::deepest)));
    }
    me.priority = static_cast<std::uint32_t>(random_());
    me.accesses = 0;
    give_way_if_asked(me);
    if (goes_at_once(me)) {
        me.outcome = Outcome::ready;
    } else {
        hand_over(me, next_turn(me));
        me.is_just_chosen = true;
    }
    if (!operation.alone || me.outcome != Outcome::ready) me.is_just_chosen = false;

    if (++steps_ > board_.rules.steps) fail(Verdict::step_limit, &me, operation.object);
    board_.steps_ever.fetch_add(1, std::memory_order_relaxed);
    if (me.outcome == Outcome::timed_out) now_ = std::max(now_, operation.deadline);
    me.history = mix(me.history, static_cast<std::uint64_t>(me.outcome));
    if (operation.order != nullptr)
        touch(me, operation.what, *operation.order, operation.writes);
    return me.outcome;
}

void Scheduler::hand_over(Thread& me, const Turn& turn) {
    if (turn.thread == &me) return;
    turn.thread->baton.pass();
    me.baton.take();
}

void Scheduler::touch(Thread& me, What what, Order& order, bool writes) {
    const auto step = mix(me.history, mix(order.last_write, static_cast<unsigned>(what)));
    if (writes) {
        me.history = order.last_write = mix(step, order.reads_since);
        order.reads_since = 0;
    } else {
        me.history = step;
        order.reads_since += mix(step);
    }
    // POS: what depends on this step is drawn anew.
    for (Thread& other : threads_)
        if (&other != &me && other.next.order == &order && (writes || other.next.writes))
            other.priority = static_cast<std::uint32_t>(random_());
}

// ---- Who is next: turns.cpp says who may be ----

Scheduler::Turn Scheduler::next_turn(Thread& me) {
    const auto& turns = possible_turns(me);
    mark_blocked();
    if (turns.empty()) {
        const bool spins =
            std::any_of(threads_.begin(), threads_.end(),
                        [](const Thread& thread) { return thread.is_put_aside; });
        fail(spins ? Verdict::livelock : Verdict::deadlock, &me, me.next.object);
    }
    std::uint64_t costly = 0;
    for (std::size_t i = 0; i < turns.size(); ++i)
        costly |= static_cast<std::uint64_t>(turns[i].costs) << i;
    if (turns.size() > 1) {
        prune_if_seen(me);
        ask(static_cast<int>(turns.size()), true);
    }
    const int taken = decide(static_cast<int>(turns.size()), costly, preferred(turns));
    const Turn turn = turns[static_cast<std::size_t>(taken)];
    preempts_ = turn.thread != &me && turns.front().thread == &me;
    turn.thread->outcome = turn.outcome;
    if (turn.early) --early_wakes_left_;
    has_its_turn(turn);
    return turn;
}

void Scheduler::prune_if_seen(const Thread& me) {
    const Trail& trail = board_.trail;
    if (board_.rules.search != SearchKind::depth_first || pruned_ ||
        trail.length < trail.repeated)
        return;
    std::uint64_t state = mix(static_cast<std::uint64_t>(me.id),
                              static_cast<std::uint64_t>(early_wakes_left_));
    for (const Thread& thread : threads_)
        state += mix(mix(thread.history, static_cast<std::uint64_t>(thread.id)),
                     mix(thread.let_by, thread.behind));
    pruned_ = board_.seen.seen(state, cost_, board_.rules.bound);
}

int Scheduler::choose(int options, std::uint64_t costly) {
    int wish = 0;
    if (board_.rules.search == SearchKind::random)
        wish = static_cast<int>(random_() % static_cast<unsigned>(options));
    if (options > 1) ask(options, false);
    return decide(options, costly, wish);
}

void Scheduler::explain(int option, std::uint64_t meaning, std::size_t size) {
    if (board_.rules.search != SearchKind::pick) return;
    if (static_cast<std::size_t>(option) >= Choice::most) return;
    board_.choice.has_meanings = true;
    board_.choice.size = static_cast<std::uint8_t>(size);
    board_.choice.meanings[static_cast<std::size_t>(option)] = meaning;
}

// Ends the schedule here: the parent asks, and runs it again from its beginning.
void Scheduler::ask(int options, bool of_turns) {
    Choice& choice = board_.choice;
    const bool open = board_.rules.search == SearchKind::pick &&
                      board_.trail.length >= board_.trail.repeated;
    if (!open) {
        choice.has_meanings = false;
        return;
    }
    const auto count = std::min(static_cast<std::size_t>(options), Choice::most);
    choice.options = static_cast<std::uint8_t>(count);
    choice.of_turns = of_turns;
    choice.has_meanings = choice.has_meanings && !of_turns;
    choice.thread = static_cast<std::uint8_t>(current == nullptr ? 0 : current->id);
    choice.what = current == nullptr ? What::end : current->next.what;
    for (std::size_t i = 0; of_turns && i < count; ++i) {
        choice.threads[i] = static_cast<std::uint8_t>(turns_[i].thread->id);
        choice.outcomes[i] = turns_[i].outcome;
    }
    describe_standing();
    board_.finished = true;
    raw_syscall(SYS_exit_group, 0);
}

int Scheduler::decide(int options, std::uint64_t costly, int wish) {
    if (options == 1) return 0;
    Trail& trail = board_.trail;
    if (trail.length == Trail::longest) fail(Verdict::step_limit, current, nullptr);
    Decision& decision = trail.decisions[trail.length];
    const bool is_new = trail.length >= trail.repeated;
    if (is_new) {
        decision = {static_cast<std::uint8_t>(options), static_cast<std::uint8_t>(wish),
                    !pruned_, costly};
    } else if (decision.options == 0 && decision.taken < options) {  // from a replay text
        decision.options = static_cast<std::uint8_t>(options);
        decision.costly = costly;
    } else if (decision.options != options || decision.costly != costly) {
        if (!board_.rules.lenient) fail(Verdict::not_deterministic, current, nullptr);
        decision = {static_cast<std::uint8_t>(options), 0, true, costly};
    }
    ++trail.length;
    cost_ += static_cast<int>(decision.costly >> decision.taken & 1U);
    return decision.taken;
}

// ---- Threads ----

Thread& Scheduler::add_thread(Thread& parent) {
    if (threads_.size() == max_threads)
        fail(Verdict::not_supported, &parent, nullptr, "more than 32 threads");
    Thread& child = threads_.emplace_back(static_cast<int>(threads_.size()));
    child.clock = parent.clock;
    child.clock.tick(child.id);
    child.born = child.clock;
    parent.clock.tick(parent.id);
    child.history = mix(parent.history, static_cast<std::uint64_t>(child.id));
    child.priority = static_cast<std::uint32_t>(random_());
    return child;
}

void Scheduler::end_thread(Thread& me) {
    perform(me,
            {.what = What::end, .object = &me, .order = &me.ended_order, .alone = true});
    note(me, What::end, nullptr);
    me.ended = true;
    end_stack(me);
    current = nullptr;
    next_turn(me).thread->baton.pass();
}

Thread* Scheduler::find(pthread_t handle) {
    for (Thread& thread : threads_)
        if (!thread.joined && ::pthread_equal(thread.handle, handle) != 0) return &thread;
    return nullptr;
}

// ---- What is kept for the parent ----

Event* Scheduler::note(Thread& me, What what, const void* object) {
    if (!board_.rules.record || board_.event_count == Board::most_events) return nullptr;
    Event& event = board_.events[board_.event_count++];
    event = {};
    event.what = what;
    event.outcome = me.outcome;
    event.thread = static_cast<std::uint8_t>(me.id);
    event.object = object;
    event.preempts = std::exchange(preempts_, false);
    event.depth = static_cast<std::uint8_t>(
        ::backtrace(event.frames.data(), static_cast<int>(Event::deepest)));
    return &event;
}

// An atomic access gets its row from its model, which knows the values.
std::size_t Scheduler::note_access(Thread& me, What what, const void* address,
                                   std::size_t size, bool atomic) {
    if (!atomic) {
        Event* event = note(me, what, address);
        if (event != nullptr && size <= sizeof event->value) {
            event->size = static_cast<std::uint8_t>(size);
            std::memcpy(&event->value, address, size);
        }
    }
    return board_.event_count == 0 ? 0 : board_.event_count - 1;
}

void Scheduler::mark_blocked() {
    if (!board_.rules.record || board_.event_count == 0) return;
    std::uint32_t blocked = 0;
    for (const Thread& thread : threads_)
        if (!thread.ended && !is_ready(thread.next))
            blocked |= std::uint32_t{1} << static_cast<unsigned>(thread.id);
    board_.events[board_.event_count - 1].blocked = blocked;
}

void Scheduler::describe_standing() {
    for (const Thread& thread : threads_) {
        Standing& standing = board_.failure.standing[static_cast<std::size_t>(thread.id)];
        standing.exists = true;
        standing.ended = thread.ended;
        standing.what = thread.next.what;
        standing.object = thread.next.object;
        complete(standing, thread);
    }
}

void Scheduler::fail(Verdict verdict, const Thread* thread, const void* object,
                     std::string_view text) {
    Failure& failure = board_.failure;
    failure.verdict = verdict;
    failure.thread = thread == nullptr ? -1 : thread->id;
    failure.object = object;
    const auto size = std::min(text.size(), failure.text.size() - 1);
    std::memcpy(failure.text.data(), text.data(), size);
    failure.text[size] = '\0';
    describe_standing();
    if (verdict == Verdict::deadlock && a_notify_is_lost(failure))
        failure.verdict = Verdict::lost_wake_up;
    lockstep_explorer_failed();
    raw_syscall(SYS_exit_group, 0);
    __builtin_unreachable();
}

}  // namespace lockstep::explorer
