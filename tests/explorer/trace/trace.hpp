// One schedule as it is told: who did what, in which order, where, and why it ended so.
//
// A plain value, independent of the process that ran it. read_trace() makes it; lanes,
// JSON and the page show it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace lockstep::explorer {

struct TracePlace {
    std::string file;  // as the compiler was told it
    int line = 0;      // 0: not known
    std::string source;

    std::string short_name() const;  // "queue.hpp:37"
};

struct TraceHolding {
    std::string object;
    std::vector<int> threads;  // several share a lock
};

struct TraceWaiting {
    int thread = 0;
    std::string object;  // empty: not for an object
    std::vector<int> held_by;
    std::string text;  // "waits for mutex m, which T2 holds"
};

struct TraceEvent {
    int thread = 0;
    std::string kind;  // "lock", as in What; never translated
    std::string object;
    std::string object_kind;    // "mutex", …; never translated
    std::string value, before;  // seen or written, and what was there; may be empty
    std::string text;           // "locks m"
    bool preempts = false;      // the thread before could have gone on
    TracePlace place;
    // After it:
    std::vector<TraceHolding> holds;
    std::vector<TraceWaiting> waits;
};

struct TraceThread {
    std::string name;
    bool ended = false;
    std::string stands;  // at the end: "waits for mutex m, which T2 holds"; may be empty
    TracePlace place;    // where
};

struct Trace {
    std::string name;     // given to explore()
    std::string verdict;  // "deadlock", as in Verdict; never translated
    std::string reason;
    std::string replay;
    std::string output;                // what the body printed
    std::vector<TraceThread> threads;  // by number
    std::vector<TraceEvent> events;
    std::size_t left_out = 0;        // events that say nothing, such as reads of memory
    bool threads_are_stuck = false;  // the end is that they wait
};

}  // namespace lockstep::explorer
