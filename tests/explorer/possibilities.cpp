#include "tests/explorer/possibilities.hpp"

#include "tests/explorer/messages.hpp"
#include "tests/explorer/trace/event_words.hpp"

namespace lockstep::explorer {
namespace {

// Of what is not done yet: its values are not known.
std::string in_words(const Standing& standing, Names& names) {
    const auto object = [&] { return names.object(standing.object); };
    switch (standing.what) {
    case What::create:
        return say("next.create"_key);
    case What::join:
        return say("event.join"_key, fmt::arg("thread", names.thread(standing.owner)));
    case What::notify_one:
    case What::notify_all:
    case What::unpark:
        return say("next.notify"_key, fmt::arg("object", object()));
    case What::atomic_load:
        return say("event.read"_key, fmt::arg("object", object()));
    case What::atomic_store:
        return say("event.write"_key, fmt::arg("object", object()));
    case What::atomic_exchange:
    case What::atomic_add:
    case What::atomic_and:
    case What::atomic_or:
    case What::atomic_xor:
    case What::atomic_nand:
    case What::atomic_compare:
        return say("next.change"_key, fmt::arg("object", object()));
    case What::sleep:
        return say("next.sleep"_key);
    case What::end:
        return say("event.end"_key);
    default:
        return in_words(Event{.what = standing.what, .object = standing.object}, names);
    }
}

std::string turn_in_words(const Standing& standing, Outcome outcome, Names& names) {
    switch (outcome) {
    case Outcome::timed_out:
        return standing.what == What::sleep ? say("next.sleep"_key)
                                            : say("next.late"_key);
    case Outcome::spurious:
        return say("event.wake.spurious"_key);
    case Outcome::ready:
        return in_words(standing, names);
    }
    return "";
}

// Of one operation: whom it wakes, what it reads, whether it fails.
std::string result_in_words(const Choice& choice, std::size_t option, Names& names) {
    if (choice.what == What::atomic_compare && !choice.has_meanings)
        return option == 0 ? say("next.exchanges"_key)
                           : say("next.does_not_exchange"_key);
    if (!choice.has_meanings)
        return say("next.option"_key, fmt::arg("number", option + 1));
    const auto meaning = choice.meanings.at(option);
    if (choice.what != What::atomic_load)
        return say("next.wakes"_key,
                   fmt::arg("thread", names.thread(static_cast<int>(meaning))));
    return say(option == 0 ? "next.reads_newest"_key : "next.reads_older"_key,
               fmt::arg("value", names.value(meaning, choice.size)));
}

}  // namespace

std::vector<Possibility> possibilities(Recorded& recorded) {
    const Choice& choice = recorded.board.choice;
    std::vector<Possibility> all;
    for (std::size_t i = 0; i < choice.options; ++i) {
        const auto thread = choice.of_turns ? choice.threads.at(i) : choice.thread;
        const Standing& standing = recorded.board.failure.standing.at(thread);
        const auto text = choice.of_turns ? turn_in_words(standing, choice.outcomes.at(i),
                                                          recorded.names)
                                          : result_in_words(choice, i, recorded.names);
        all.push_back({thread, text, recorded.sources.of(standing)});
    }
    return all;
}

}  // namespace lockstep::explorer
