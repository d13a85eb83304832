#include "tests/explorer/trace/read_trace.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "tests/explorer/messages.hpp"
#include "tests/explorer/trace/event_words.hpp"
#include "tests/explorer/trace/locks_held.hpp"
#include "tests/explorer/trace/reason.hpp"

namespace lockstep::explorer {
namespace {

// What a thread is about to do, or would do if it could.
struct Pending {
    What what;
    const void* object;
    int other;  // the thread to be joined
};

bool is_one_of(Verdict verdict, std::initializer_list<Verdict> all) {
    return std::find(all.begin(), all.end(), verdict) != all.end();
}

// Reads and writes of plain memory are many and say little, but for those that race and
// for the last one before a crash.
bool is_shown(const Recorded& recorded, std::size_t i) {
    const Board& board = recorded.board;
    const Event& event = board.events[i];
    const Verdict verdict = board.failure.verdict;
    const bool last = i + 1 == board.event_count;
    const bool of_two = is_one_of(verdict, {Verdict::data_race, Verdict::use_after_free});
    if (of_two && i == board.failure.event) return true;
    if (recorded.sources.is_inner_work(event)) return false;
    if (event.what != What::read && event.what != What::write) return true;
    const bool of_last =
        is_one_of(verdict, {Verdict::crash, Verdict::step_limit, Verdict::endless_loop});
    return last && (of_two || of_last || event.object == nullptr);
}

// What a library does for itself, when it is told in one row.
bool is_inner_step(What what) {
    const bool atomic = what >= What::atomic_load && what <= What::atomic_compare;
    return atomic || what == What::fence || what == What::lock ||
           what == What::try_lock || what == What::unlock || what == What::lock_shared ||
           what == What::try_lock_shared || what == What::unlock_shared;
}

// A library's own mutexes and condition variables say nothing to who calls it.
std::string within_a_call(const Event& event, const std::string& text) {
    switch (event.what) {
    case What::wait:
        return say("within.wait"_key);
    case What::notify_one:
    case What::notify_all:
        return event.value == 0
                   ? say("within.notify.nobody"_key)
                   : say("within.notify"_key, fmt::arg("count", event.value));
    default:
        return text;
    }
}

std::string waiting_in_words(Names& names, const Pending& pending,
                             const std::vector<int>& holders, int thread) {
    if (pending.what == What::join)
        return say("waits.join"_key, fmt::arg("thread", names.thread(pending.other)));
    if (pending.what == What::end) return say("waits.all"_key);
    if (pending.what == What::sleep) return say("waits.asleep"_key);
    if (pending.object == nullptr) return say("waits"_key);
    const auto object = names.object_with_kind(pending.object);
    if (holders.empty()) return say("waits.object"_key, fmt::arg("object", object));
    if (holders == std::vector{thread})
        return say("waits.held_by_itself"_key, fmt::arg("object", object));
    std::string all;
    for (const int holder : holders)
        all += (all.empty() ? "" : ", ") + names.thread(holder);
    return say("waits.held"_key, fmt::arg("object", object), fmt::arg("holders", all));
}

class Reader {
  public:
    explicit Reader(Recorded& recorded)
        : recorded_{recorded}, board_{recorded.board}, names_{recorded.names} {
        for (std::size_t i = 0; i < board_.event_count; ++i)
            steps_[board_.events[i].thread].push_back(i);
    }

    Trace read() {
        for (std::size_t i = 0; i < board_.event_count; ++i) {
            locks_.apply(board_.events[i]);
            preempts_ = preempts_ || board_.events[i].preempts;
            if (is_shown(recorded_, i))
                add(i);
            else
                ++trace_.left_out;
        }
        trace_.verdict = word_of(board_.failure.verdict);
        trace_.threads_are_stuck =
            is_one_of(board_.failure.verdict,
                      {Verdict::deadlock, Verdict::lost_wake_up, Verdict::livelock});
        for (int i = 0; i < names_.threads(); ++i) add_thread(i);
        return std::move(trace_);
    }

  private:
    // In one row with what its thread did before in the same call of a library.
    bool joins_the_last_row(const Event& event, const std::string& call) {
        if (call.empty() || call != last_call_ || preempts_ ||
            trace_.events.back().thread != event.thread)
            return false;
        if (is_inner_step(event.what)) return true;
        if (!last_row_is_bare_) return false;
        trace_.events.pop_back();  // this row says more
        return false;
    }

    std::string text_of(const Event& event, const std::string& call) {
        const auto text = in_words(event, names_);
        if (call.empty()) return text;
        if (last_row_is_bare_) return say("event.calls"_key, fmt::arg("function", call));
        return say("event.within"_key, fmt::arg("function", call),
                   fmt::arg("event", within_a_call(event, text)));
    }

    void add(std::size_t i) {
        const Event& event = board_.events[i];
        const auto call = recorded_.sources.call_of(event);
        if (joins_the_last_row(event, call)) return void(++trace_.left_out);
        last_call_ = call;
        last_row_is_bare_ = !call.empty() && is_inner_step(event.what);
        TraceEvent row;
        row.thread = event.thread;
        row.kind = word_of(event.what);
        row.text = text_of(event, call);
        row.place = recorded_.sources.of(event);
        row.preempts = std::exchange(preempts_, false);
        if (event.object != nullptr) {
            row.object = names_.object(event.object);
            row.object_kind = names_.kind(event.object);
        }
        if (event.size > 0) {
            row.value = names_.value(event.value, event.size);
            row.before = names_.value(event.other, event.size);
        }
        for (const auto& [object, threads] : locks_.all())
            row.holds.push_back({names_.object(object), locks_.holders(object)});
        for (int thread = 0; thread < names_.threads(); ++thread)
            if ((event.blocked >> static_cast<unsigned>(thread) & 1U) != 0)
                row.waits.push_back(waiting(thread, pending_after(i, thread)));
        trace_.events.push_back(std::move(row));
    }

    // A thread that waits does nothing else before it does what it waits for.
    Pending pending_after(std::size_t i, int thread) const {
        const auto& steps = steps_[static_cast<std::size_t>(thread)];
        const auto next = std::upper_bound(steps.begin(), steps.end(), i);
        if (next == steps.end()) return standing(thread);
        const Event& event = board_.events[*next];
        return {event.what, event.object, static_cast<int>(event.other)};
    }

    Pending standing(int thread) const {
        const Standing& one = board_.failure.standing[static_cast<std::size_t>(thread)];
        if (!one.exists) return {What::wait, nullptr, 0};
        return {one.what, one.what == What::join ? nullptr : one.object, one.owner};
    }

    TraceWaiting waiting(int thread, const Pending& pending) {
        TraceWaiting waiting;
        waiting.thread = thread;
        if (pending.what == What::join && pending.other >= 0)
            waiting.held_by = {pending.other};
        else if (pending.object != nullptr)
            waiting.held_by = locks_.holders(pending.object);
        if (pending.object != nullptr) waiting.object = names_.object(pending.object);
        waiting.text = waiting_in_words(names_, pending, waiting.held_by, thread);
        return waiting;
    }

    void add_thread(int number) {
        const Standing& one = board_.failure.standing[static_cast<std::size_t>(number)];
        TraceThread thread;
        thread.name = names_.thread(number);
        thread.ended = !one.exists || one.ended;
        if (!thread.ended && (trace_.threads_are_stuck || waits_now(number))) {
            thread.stands = waiting(number, standing(number)).text;
            thread.place = recorded_.sources.of(one);
        }
        trace_.threads.push_back(std::move(thread));
    }

    // While a person picks.
    bool waits_now(int thread) const {
        if (board_.choice.options == 0 || board_.event_count == 0) return false;
        const auto blocked = board_.events[board_.event_count - 1].blocked;
        return (blocked >> static_cast<unsigned>(thread) & 1U) != 0;
    }

    Recorded& recorded_;
    const Board& board_;
    Names& names_;
    Trace trace_;
    LocksHeld locks_;
    bool preempts_ = false;          // also by an event that is left out
    std::string last_call_;          // of the last row: a library's function, or nothing
    bool last_row_is_bare_ = false;  // it says no more than that this is called
    std::array<std::vector<std::size_t>, max_threads> steps_;  // events of each thread
};

}  // namespace

Recorded::Recorded(const Board& the_board, const ExploreOptions& options)
    : board{the_board},
      sources{the_board, options.libraries},
      names{the_board, sources, options.whole_program} {}

Trace read_trace(Recorded& recorded) {
    Trace trace = Reader{recorded}.read();
    trace.reason = why(recorded, trace);
    return trace;
}

Trace read_trace(const Board& board, const ExploreOptions& options) {
    Recorded recorded{board, options};
    return read_trace(recorded);
}

}  // namespace lockstep::explorer
