#include "tests/explorer/trace/event_words.hpp"

#include "tests/explorer/messages.hpp"

namespace lockstep::explorer {

std::string value_in_words(std::uint64_t value, std::uint8_t size) {
    if (size == 0 || size > 8) return fmt::format("{:#x}", value);
    const int unused = 64 - 8 * size;
    return std::to_string(static_cast<std::int64_t>(value << unused) >> unused);
}

namespace {

// Which of its messages an event gets, apart from those with values.
Key key_of(const Event& event) {
    const bool failed = event.success == 0;
    const bool late = event.outcome == Outcome::timed_out;
    switch (event.what) {
    case What::begin:
        return "event.begin"_key;
    case What::create:
        return "event.create"_key;
    case What::join:
        return "event.join"_key;
    case What::end:
        return "event.end"_key;
    case What::lock:
        return late ? "event.lock.late"_key : "event.lock"_key;
    case What::try_lock:
        return failed ? "event.try_lock.taken"_key : "event.try_lock"_key;
    case What::unlock:
        return "event.unlock"_key;
    case What::lock_shared:
        return late ? "event.lock_shared.late"_key : "event.lock_shared"_key;
    case What::try_lock_shared:
        return failed ? "event.try_lock_shared.taken"_key : "event.try_lock_shared"_key;
    case What::unlock_shared:
        return "event.unlock_shared"_key;
    case What::wait:
        return event.other == 0 ? "event.wait"_key : "event.wait.lets_go"_key;
    case What::wake:
        if (event.outcome == Outcome::spurious) return "event.wake.spurious"_key;
        return late ? "event.wake.late"_key : "event.wake"_key;
    case What::notify_one:
    case What::notify_all:
    case What::unpark:
        return event.value == 0 ? "event.notify.nobody"_key : "event.notify"_key;
    case What::atomic_load:
        return event.value == event.other ? "event.load"_key : "event.load.older"_key;
    case What::atomic_store:
        return "event.store"_key;
    case What::atomic_compare:
        return failed ? "event.compare.differs"_key : "event.change"_key;
    case What::fence:
        return "event.fence"_key;
    case What::park:
        return "event.park"_key;
    case What::signal:
        return "event.post"_key;
    case What::acquire:
        if (late) return "event.acquire.late"_key;
        return failed ? "event.acquire.empty"_key : "event.acquire"_key;
    case What::arrive:
        return "event.arrive"_key;
    case What::once:
        return "event.once"_key;
    case What::sleep:
        return "event.sleep"_key;
    case What::yield:
        return "event.yield"_key;
    case What::read:
        if (event.object == nullptr) return "event.check"_key;
        return event.size == 0 ? "event.read"_key : "event.read.value"_key;
    case What::write:
        return event.frees ? "event.free"_key : "event.write"_key;
    default:
        return "event.change"_key;
    }
}

}  // namespace

std::string in_words(const Event& event, Names& names) {
    const bool about_a_thread = event.what == What::create || event.what == What::join;
    const bool lets_go = event.what == What::wait && event.other != 0;
    return say(
        key_of(event),
        fmt::arg("object", event.object == nullptr ? "" : names.object(event.object)),
        fmt::arg("thread",
                 about_a_thread ? names.thread(static_cast<int>(event.other)) : ""),
        fmt::arg("mutex",
                 lets_go ? names.object(reinterpret_cast<const void*>(event.other)) : ""),
        fmt::arg("count", event.value),
        fmt::arg("value", names.value(event.value, event.size)),
        fmt::arg("before", names.value(event.other, event.size)),
        fmt::arg("newest", names.value(event.other, event.size)));
}

const char* word_of(What what) {
    constexpr std::array words{"begin",
                               "create",
                               "join",
                               "end",
                               "lock",
                               "try_lock",
                               "unlock",
                               "lock_shared",
                               "try_lock_shared",
                               "unlock_shared",
                               "wait",
                               "wake",
                               "notify_one",
                               "notify_all",
                               "atomic_load",
                               "atomic_store",
                               "atomic_exchange",
                               "atomic_add",
                               "atomic_and",
                               "atomic_or",
                               "atomic_xor",
                               "atomic_nand",
                               "atomic_compare",
                               "fence",
                               "park",
                               "unpark",
                               "signal",
                               "acquire",
                               "arrive",
                               "once",
                               "sleep",
                               "yield",
                               "read",
                               "write"};
    static_assert(words.size() == static_cast<std::size_t>(What::write) + 1);
    return words.at(static_cast<std::size_t>(what));
}

const char* word_of(Verdict verdict) {
    constexpr std::array words{
        "passed",        "assertion_failed",  "exception_escaped", "deadlock",
        "lost_wake_up",  "livelock",          "data_race",         "crash",
        "step_limit",    "endless_loop",      "destroyed_object",  "use_after_free",
        "not_the_owner", "not_deterministic", "not_supported",     "not_instrumented"};
    static_assert(words.size() ==
                  static_cast<std::size_t>(Verdict::not_instrumented) + 1);
    return words.at(static_cast<std::size_t>(verdict));
}

}  // namespace lockstep::explorer
