#include "exercises/runner/runner.hpp"

#include <algorithm>

#include "common/console.hpp"

namespace lockstep::learn {

Runner::Runner(const Places& where)
    : places{where},
      words{load_messages(where.messages(), "runner.txt")},
      catalogue{where, words},
      progress{where} {
    if (catalogue.all().empty()) throw std::runtime_error{words.say("no exercises")};
}

void note(Runner& runner, const std::function<void(Progress&)>& write) {
    try {
        write(runner.progress);
    } catch (const std::exception& error) {
        console::write_plain_error(
            "lockstep: " + runner.words.say("not noted", {{"error", error.what()}}));
    }
}

Exercise Runner::current() const {
    const auto& all = catalogue.all();
    const auto at = std::ranges::find(all, Exercise{progress.at()});
    if (at != all.end()) return *at;
    return first_open_of(all);
}

Exercise Runner::first_open_of(const std::vector<Exercise>& exercises) const {
    const auto open = std::ranges::find_if_not(
        exercises, [&](const Exercise& one) { return progress.passed(one); });
    return open != exercises.end() ? *open : exercises.front();
}

Exercise Runner::next_after(const Exercise& from) const {
    auto all = catalogue.all();
    const auto here = std::ranges::find(all, from);
    if (here != all.end()) std::rotate(all.begin(), here + 1, all.end());
    const auto open = std::ranges::find_if(
        all, [&](const Exercise& one) { return one != from && !progress.passed(one); });
    return open != all.end() ? *open : from;
}

}  // namespace lockstep::learn
