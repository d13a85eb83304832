#include "tests/explorer/report.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "tests/explorer/symbols.hpp"

namespace lockstep::explorer {
namespace {

// ---- Names ----

const char* kind_of(What what) {
    switch (what) {
    case What::lock:
    case What::try_lock:
    case What::unlock:
    case What::lock_shared:
    case What::try_lock_shared:
    case What::unlock_shared:
        return "mutex";
    case What::wait:
    case What::wake:
    case What::notify_one:
    case What::notify_all:
        return "condition";
    case What::acquire:
    case What::signal:
        return "semaphore";
    case What::arrive:
        return "barrier";
    case What::once:
        return "once";
    case What::read:
    case What::write:
        return "memory";
    default:
        return "atomic";
    }
}

// Objects are numbered in the order in which the schedule touches them.
class Names {
  public:
    const std::string& of(const void* object, What what) {
        auto& name = names_[object];
        if (name.empty()) {
            const char* kind = kind_of(what);
            name = fmt::format("{} {}", kind, ++counts_[kind]);
        }
        return name;
    }

  private:
    std::map<const void*, std::string> names_;
    std::map<std::string, int> counts_;
};

std::string thread_name(int thread) {
    return thread == 0 ? "body" : fmt::format("T{}", thread);
}

// ---- One event ----

// Its type is not known: it is taken for a number with a sign, and a large one for an
// address.
std::string value_in_words(std::uint64_t value, std::uint8_t size) {
    if (size == 0 || size > 8) return fmt::format("{:#x}", value);
    const int unused = 64 - 8 * size;
    const auto number = static_cast<std::int64_t>(value << unused) >> unused;
    return number > 0xffffffffffL ? fmt::format("{:#x}", value) : std::to_string(number);
}

std::string in_words(const Event& event, Names& names) {
    const std::string now = value_in_words(event.value, event.size);
    const std::string before = value_in_words(event.other, event.size);
    const std::string object =
        event.object == nullptr ? "" : names.of(event.object, event.what);
    const auto failed = [&](const char* text) { return event.success == 0 ? text : ""; };
    const char* late = event.outcome == Outcome::timed_out ? ": too late" : "";
    switch (event.what) {
    case What::begin:
        return "begins";
    case What::create:
        return fmt::format("starts {}", thread_name(static_cast<int>(event.other)));
    case What::join:
        return fmt::format("joins {}", thread_name(static_cast<int>(event.other)));
    case What::end:
        return "ends";
    case What::lock:
        return fmt::format("locks {}{}", object, late);
    case What::try_lock:
        return fmt::format("tries {}{}", object, failed(": taken"));
    case What::unlock:
        return fmt::format("unlocks {}", object);
    case What::lock_shared:
        return fmt::format("locks {} shared{}", object, late);
    case What::try_lock_shared:
        return fmt::format("tries {} shared{}", object, failed(": taken"));
    case What::unlock_shared:
        return fmt::format("unlocks {} shared", object);
    case What::wait:
        return fmt::format("waits on {}", object);
    case What::wake:
        if (event.outcome == Outcome::spurious) return "wakes for nothing";
        return event.outcome == Outcome::timed_out ? "wakes: time is up" : "wakes";
    case What::notify_one:
    case What::notify_all:
        return fmt::format("notifies {}: {}", object,
                           event.value == 0 ? "nobody waits"
                                            : fmt::format("wakes {}", event.value));
    case What::atomic_load:
        return event.value == event.other
                   ? fmt::format("{} is {}", object, now)
                   : fmt::format("{} is {} (it is {} by now)", object, now, before);
    case What::atomic_store:
        return fmt::format("{} = {}", object, now);
    case What::atomic_exchange:
    case What::atomic_add:
    case What::atomic_and:
    case What::atomic_or:
    case What::atomic_xor:
    case What::atomic_nand:
        return fmt::format("{}: {} to {}", object, before, now);
    case What::atomic_compare:
        return event.success == 0 ? fmt::format("{} is {}: not exchanged", object, before)
                                  : fmt::format("{}: {} to {}", object, before, now);
    case What::fence:
        return "fence";
    case What::park:
        return fmt::format("waits for {}", object);
    case What::unpark:
        return fmt::format("notifies {}: {}", object,
                           event.value == 0 ? "nobody waits"
                                            : fmt::format("wakes {}", event.value));
    case What::signal:
        return fmt::format("posts {}", object);
    case What::acquire:
        return fmt::format("takes {}{}{}", object, failed(": empty"), late);
    case What::arrive:
        return fmt::format("arrives at {}", object);
    case What::once:
        return fmt::format("enters {}", object);
    case What::sleep:
        return "has slept";
    case What::yield:
        return "yields";
    case What::read:
        return fmt::format("reads {}", object);
    case What::write:
        return fmt::format("writes {}", object);
    }
    return "";
}

// ---- Places ----

bool is_the_learners(const Place& place) {
    return place.known() && !place.file.starts_with("/usr/") &&
           place.file.find("tests/explorer/explore.hpp") == std::string::npos;
}

class Sources {
  public:
    explicit Sources(const Board& board) {
        std::vector<void*> all;
        for (std::size_t i = 0; i < board.event_count; ++i)
            for (int k = 0; k < board.events[i].depth; ++k)
                all.push_back(board.events[i].frames[static_cast<std::size_t>(k)]);
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        places_ = find_places(all);
    }

    Place of(const Event& event) const {
        Place found;
        any_place(event, [&](const Place& place) {
            if (!is_the_learners(place)) return false;
            found = place;
            return true;
        });
        return found;
    }

    // Of the library's own, between a line of the learner's and what it means.
    bool is_inner_work(const Event& event) const {
        bool inner = false;
        any_place(event, [&](const Place& place) {
            inner = inner || place.function.find("_Stop_state") != std::string::npos ||
                    place.function.find("_Sp_counted") != std::string::npos;
            return is_the_learners(place);
        });
        return inner;
    }

  private:
    // Each place from the innermost on, until one is accepted. Behind the body's own
    // frames come ours, which have none, and then whoever called explore().
    template <class Accept>
    void any_place(const Event& event, Accept accept) const {
        bool within_body = false;
        for (int i = 0; i < event.depth; ++i) {
            const auto found = places_.find(event.frames[static_cast<std::size_t>(i)]);
            if (found == places_.end() && within_body) return;
            if (found == places_.end()) continue;
            within_body = true;
            for (const Place& place : found->second)
                if (accept(place)) return;
        }
    }

    std::map<void*, std::vector<Place>> places_;
};

// ---- The table ----

bool is_shown(const Board& board, const Sources& sources, std::size_t i) {
    const Event& event = board.events[i];
    if (i + 1 < board.event_count && sources.is_inner_work(event)) return false;
    if (event.what != What::read && event.what != What::write) return true;
    const bool race = board.failure.verdict == Verdict::data_race ||
                      board.failure.verdict == Verdict::use_after_free;
    return i + 1 == board.event_count || (race && i == board.failure.event);
}

struct Row {
    std::size_t lane;
    bool preempts;
    std::string text;
    std::string source;
};

std::vector<Row> rows_of(const Board& board, const Sources& sources, Names& names) {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < board.event_count; ++i) {
        if (!is_shown(board, sources, i)) continue;
        const Event& event = board.events[i];
        const Place place = sources.of(event);
        rows.push_back({event.thread, event.preempts, in_words(event, names),
                        place.known() ? fmt::format("{}  {}", place.short_name(),
                                                    place.source_line())
                                      : ""});
    }
    return rows;
}

// A lane is as wide as what is said in it.
std::string table(const Board& board, const Sources& sources, Names& names) {
    const auto rows = rows_of(board, sources, names);
    std::vector<std::size_t> widths;
    for (const Row& row : rows) {
        while (widths.size() <= row.lane) widths.push_back(4);
        widths[row.lane] = std::max(widths[row.lane], row.text.size());
    }
    std::string text = "   ";
    for (std::size_t lane = 0; lane < widths.size(); ++lane)
        text +=
            fmt::format("| {:<{}} ", thread_name(static_cast<int>(lane)), widths[lane]);
    text += "| source\n";
    for (const Row& row : rows) {
        text += row.preempts ? " ~>" : "   ";
        for (std::size_t lane = 0; lane < widths.size(); ++lane)
            text +=
                fmt::format("| {:<{}} ", lane == row.lane ? row.text : "", widths[lane]);
        text += "| " + row.source;
        text.erase(text.find_last_not_of(' ') + 1);
        text += '\n';
    }
    return text;
}

// ---- Why ----

std::string waits(const Standing& standing, int thread, Names& names) {
    const std::string who = thread_name(thread);
    if (standing.object == nullptr) return fmt::format("{} waits", who);
    if (standing.what == What::join)
        return fmt::format("{} waits for {} to end", who, thread_name(standing.owner));
    std::string text =
        fmt::format("{} waits for {}", who, names.of(standing.object, standing.what));
    if (standing.owner >= 0)
        text += fmt::format(", which {} holds", thread_name(standing.owner));
    return text;
}

std::string why_deadlock(const Board& board, Names& names) {
    std::string text = "deadlock: no thread can go on";
    for (int i = 0; i < max_threads; ++i) {
        const Standing& standing = board.failure.standing[static_cast<std::size_t>(i)];
        if (!standing.exists || standing.ended) continue;
        text += "; " + waits(standing, i, names);
    }
    const bool missed =
        std::any_of(board.failure.standing.begin(), board.failure.standing.end(),
                    [](const Standing& one) { return one.missed_a_notify; });
    if (missed)
        text += ". A lost wake-up: the notify came when nobody waited yet, and it is not "
                "kept";
    return text;
}

std::string why(const Board& board, const Sources& sources, Names& names) {
    const Failure& failure = board.failure;
    const std::string who = failure.thread < 0 ? "" : thread_name(failure.thread);
    const std::string text = failure.text.data();
    const auto at = [&](std::size_t event) {
        return event < board.event_count ? sources.of(board.events[event]).short_name()
                                         : std::string{"?"};
    };
    switch (failure.verdict) {
    case Verdict::passed:
        return "no schedule fails";
    case Verdict::assertion_failed:
        return fmt::format("does not hold: {}", text);
    case Verdict::exception_escaped:
        return fmt::format("an exception leaves {}: {}", who, text);
    case Verdict::deadlock:
    case Verdict::lost_wake_up:
        return why_deadlock(board, names);
    case Verdict::livelock:
        return "livelock: all threads ask again and again for what nobody will change";
    case Verdict::data_race:
        return fmt::format(
            "data race: {} at {} and {} at {} touch the same memory, at least one "
            "writes, and nothing puts them in order",
            thread_name(failure.other_thread), at(failure.event), who,
            at(board.event_count - 1));
    case Verdict::crash:
        return fmt::format("crash: {}", ::strsignal(failure.signal));
    case Verdict::step_limit:
        return fmt::format("it does not end: more than {} steps", board.rules.steps);
    case Verdict::endless_loop:
        return "a loop does not end, and does nothing that others could notice";
    case Verdict::destroyed_object:
        return fmt::format("{} uses what is destroyed, or destroys what is in use {}",
                           who, text);
    case Verdict::use_after_free:
        return fmt::format("{} at {} uses memory that {} has freed at {}", who,
                           at(board.event_count - 1), thread_name(failure.other_thread),
                           at(failure.event));
    case Verdict::not_the_owner:
        return fmt::format("{} unlocks {}, which it does not hold", who,
                           names.of(failure.object, What::unlock));
    case Verdict::not_deterministic:
        return "the program is not deterministic: with the same choices it did something "
               "else (time, random numbers, addresses?)";
    case Verdict::not_supported:
        return fmt::format("not supported by the explorer: {}", text);
    case Verdict::not_instrumented:
        return "the program was built without the hooks: use add_explored_test";
    }
    return "";
}

}  // namespace

Told tell(const Board& board) {
    const Sources sources{board};
    Names names;
    Told told;
    told.trace = table(board, sources, names);
    told.reason = why(board, sources, names);
    return told;
}

}  // namespace lockstep::explorer
