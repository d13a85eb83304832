// What the worker process and its parent both see: the choices, the rules, what came of
// it.
//
// Plain data without pointers into either process' own memory, but for addresses of the
// explored program, which is loaded at the same place in both. The parent reads it once
// the worker has stopped, the watchdog only `steps_ever`.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "tests/explorer/runtime/operation.hpp"
#include "tests/explorer/runtime/seen_states.hpp"
#include "tests/explorer/runtime/trail.hpp"
#include "tests/explorer/runtime/vector_clock.hpp"

namespace lockstep::explorer {

enum class Verdict : std::uint8_t {
    passed,
    assertion_failed,
    exception_escaped,
    deadlock,
    lost_wake_up,  // a deadlock: who waits was notified before it waited
    livelock,
    data_race,
    crash,
    step_limit,
    endless_loop,
    destroyed_object,
    use_after_free,
    not_the_owner,
    not_deterministic,
    not_supported,
    not_instrumented
};

// How the next schedules are chosen.
// `pick` repeats what is laid down and stops at the first choice behind it.
enum class SearchKind : std::uint8_t { depth_first, random, repeat, pick };

struct Rules {
    SearchKind search = SearchKind::depth_first;
    int bound = 0;       // what a schedule may cost, depth first, for now
    int most_bound = 0;  // and in the end
    std::uint64_t seed = 1;
    std::uint64_t schedules = 1;  // how many at most
    std::uint32_t steps = 20000;  // in one schedule
    std::uint64_t last_step = 0;  // of all schedules: then there is no next one; 0: none
    int early_wakes = 1;          // spurious wake-ups and early time-outs in one schedule
    bool fresh_process = false;
    bool record = false;
    bool lenient = false;  // a choice that no longer fits is made as usual
    bool weak_memory = true;
};

// One row of the trace. Frames are return addresses, the innermost first.
struct Event {
    static constexpr std::size_t deepest = 12;

    What what = What::begin;
    Outcome outcome = Outcome::ready;
    std::uint8_t thread = 0;
    std::uint8_t depth = 0;  // of the frames
    bool preempts = false;   // the thread before could have gone on
    bool frees = false;      // a write: the memory is given back
    const void* object = nullptr;
    std::uint8_t size = 0;     // of the value, in bytes
    std::uint64_t value = 0;   // read, written, or how many were woken
    std::uint64_t other = 0;   // the value before, or the other thread
    std::int8_t success = -1;  // of a try
    std::array<void*, deepest> frames{};
    std::uint32_t blocked = 0;  // bit i: after it, thread i waits and cannot go on
};

// Where a thread stood when the schedule ended.
struct Standing {
    What what = What::begin;
    const void* object = nullptr;
    std::int8_t owner = -1;  // the thread that holds the object
    bool exists = false, ended = false;
    // The last notify before it waited woke nobody. Either it has not looked at anything
    // since: that notify is lost. Or it has looked, and what it waits for was not so.
    bool missed_a_notify = false;
    bool has_looked_since = false;
    std::int8_t notifier = -1;       // whose notify it was
    std::uint32_t notify_event = 0;  // and its row in the trace
    std::uint8_t depth = 0;          // of the frames: where it is about to do that
    std::array<void*, Event::deepest> frames{};
};

// What a person who picks the schedule is asked.
struct Choice {
    static constexpr std::size_t most = 64;

    std::uint8_t options = 0;  // 0: nothing is asked
    std::uint8_t thread = 0;   // of the operation that asks
    bool of_turns = false;  // who is next; otherwise what an operation of `thread` does
    bool has_meanings = false;
    What what = What::begin;                   // that operation
    std::uint8_t size = 0;                     // of the meanings, where they are values
    std::array<std::uint8_t, most> threads{};  // whose turn it is
    std::array<Outcome, most> outcomes{};
    std::array<std::uint64_t, most>
        meanings{};  // a thread to be woken, a value to be read
};

struct Failure {
    Verdict verdict = Verdict::passed;
    int thread = -1;
    const void* object = nullptr;
    int signal = 0;
    std::array<char, 512> text{};  // an expression, what an exception said, a name
    std::size_t event = 0;         // of a data race: the earlier access; or the free
    int other_thread = -1;         // and whose it was
    std::array<Standing, max_threads> standing{};
};

struct Board {
    static constexpr std::size_t most_events = std::size_t{1} << 19U;

    Rules rules;
    Trail trail;
    Failure failure;
    Choice choice;
    bool finished = false;   // there is no schedule left to try
    bool leftovers = false;  // the body changed static data: it needs fresh processes
    std::uint64_t explored = 0;
    std::uint64_t explored_now = 0;  // of them, within rules.bound
    int complete_bounds = 0;         // all schedules within so many bounds were run
    std::uint64_t within_bound = 0;  // and so many are within the largest of them
    std::uint64_t pruned = 0;        // ended in states already seen
    SeenStates seen;
    bool hooks_were_called = false;
    std::atomic<std::uint64_t> steps_ever{0};

    std::size_t event_count = 0;
    std::array<Event, most_events> events{};
};

}  // namespace lockstep::explorer
