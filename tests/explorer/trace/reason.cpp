#include "tests/explorer/trace/reason.hpp"

#include <cstring>

#include "tests/explorer/messages.hpp"

namespace lockstep::explorer {
namespace {

std::string place_of(const Recorded& recorded, std::size_t event) {
    const Board& board = recorded.board;
    if (event >= board.event_count) return "?";
    return recorded.sources.of(board.events[event]).short_name();
}

// Of a thread that waits on a condition: what became of the last notify.
std::string why_not_woken(Recorded& recorded, const Standing& waiter,
                          const std::string& name) {
    if (!waiter.missed_a_notify && !waiter.has_looked_since) return "";
    return say(waiter.missed_a_notify ? "reason.deadlock.lost_wake_up"_key
                                      : "reason.deadlock.has_looked"_key,
               fmt::arg("thread", name),
               fmt::arg("notifier", recorded.names.thread(waiter.notifier)),
               fmt::arg("place", place_of(recorded, waiter.notify_event)));
}

// A thread that sleeps on a semaphore as libstdc++ 12 makes it, not on a sem_t.
bool may_be_the_library(Recorded& recorded, const Standing& waiter) {
    return waiter.what == What::park &&
           recorded.names.kind(waiter.object) == std::string_view{"semaphore"};
}

std::string why_deadlock(Recorded& recorded, const Trace& trace) {
    std::string text = say("reason.deadlock"_key), more;
    bool library = false;
    for (std::size_t i = 0; i < trace.threads.size(); ++i) {
        const TraceThread& thread = trace.threads[i];
        if (thread.stands.empty()) continue;
        text += say("reason.deadlock.waits"_key, fmt::arg("thread", thread.name),
                    fmt::arg("waits", thread.stands));
        const Standing& standing = recorded.board.failure.standing.at(i);
        more += why_not_woken(recorded, standing, thread.name);
        library = library || may_be_the_library(recorded, standing);
    }
    if (library) more += say("reason.deadlock.library_semaphore"_key);
    return text + more;
}

// Of the two accesses; memory that has no name needs none.
std::string why_race(Recorded& recorded) {
    const Failure& failure = recorded.board.failure;
    const bool named =
        failure.object != nullptr && recorded.names.has_name(failure.object);
    return say(
        named ? "reason.data_race.named"_key : "reason.data_race"_key,
        fmt::arg("object", named ? recorded.names.object(failure.object) : ""),
        fmt::arg("thread", recorded.names.thread(failure.other_thread)),
        fmt::arg("place", place_of(recorded, failure.event)),
        fmt::arg("other_thread", recorded.names.thread(failure.thread)),
        fmt::arg("other_place", place_of(recorded, recorded.board.event_count - 1)));
}

std::string why_freed(Recorded& recorded) {
    const Failure& failure = recorded.board.failure;
    return say("reason.use_after_free"_key,
               fmt::arg("thread", recorded.names.thread(failure.thread)),
               fmt::arg("place", place_of(recorded, recorded.board.event_count - 1)),
               fmt::arg("other_thread", recorded.names.thread(failure.other_thread)),
               fmt::arg("other_place", place_of(recorded, failure.event)));
}

// A local variable of another thread.
std::string why_gone(Recorded& recorded) {
    const Failure& failure = recorded.board.failure;
    return say("reason.destroyed_object.returned"_key,
               fmt::arg("thread", recorded.names.thread(failure.thread)),
               fmt::arg("other_thread", recorded.names.thread(failure.other_thread)));
}

Key key_of_destroyed(std::string_view how) {
    if (how == "locked") return "reason.destroyed_object.locked"_key;
    if (how == "waited on") return "reason.destroyed_object.waited_on"_key;
    return "reason.destroyed_object"_key;
}

}  // namespace

std::string why(Recorded& recorded, const Trace& trace) {
    const Failure& failure = recorded.board.failure;
    const std::string what = failure.text.data();
    const std::string who =
        failure.thread < 0 ? "" : recorded.names.thread(failure.thread);
    const auto thread = fmt::arg("thread", who);
    const auto object = [&] {
        return failure.object == nullptr
                   ? ""
                   : recorded.names.object_with_kind(failure.object);
    };
    switch (failure.verdict) {
    case Verdict::passed:
        return say("reason.passed"_key);
    case Verdict::assertion_failed:
        return say("reason.assertion_failed"_key, fmt::arg("what", what));
    case Verdict::exception_escaped:
        return say("reason.exception_escaped"_key, thread, fmt::arg("what", what));
    case Verdict::deadlock:
    case Verdict::lost_wake_up:
        return why_deadlock(recorded, trace);
    case Verdict::livelock:
        return say("reason.livelock"_key);
    case Verdict::data_race:
        return why_race(recorded);
    case Verdict::crash:
        if (!what.empty())
            return say("reason.library_refuses"_key, fmt::arg("what", what));
        return say("reason.crash"_key,
                   fmt::arg("signal", std::string{::strsignal(failure.signal)}));
    case Verdict::step_limit:
        return say("reason.step_limit"_key,
                   fmt::arg("steps", recorded.board.rules.steps));
    case Verdict::endless_loop:
        return say("reason.endless_loop"_key);
    case Verdict::destroyed_object:
        if (what == "returned") return why_gone(recorded);
        return say(key_of_destroyed(what), thread, fmt::arg("object", object()));
    case Verdict::use_after_free:
        return why_freed(recorded);
    case Verdict::not_the_owner:
        return say("reason.not_the_owner"_key, thread, fmt::arg("object", object()));
    case Verdict::not_deterministic:
        return say("reason.not_deterministic"_key);
    case Verdict::not_supported:
        return say("reason.not_supported"_key, fmt::arg("what", what));
    case Verdict::not_instrumented:
        return say("reason.not_instrumented"_key);
    }
    return "";
}

}  // namespace lockstep::explorer
