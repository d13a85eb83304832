#include "lessons/02_queue/programs/report.hpp"

#include <exception>

#include "common/console.hpp"

namespace lockstep {

void or_note_failure(Failures& failures, std::string what,
                     const std::function<void()>& work) {
    try {
        work();
    } catch (const std::exception& error) {
        const std::string text = error.what();
        // Some errors name the stock or the market by themselves.
        (void)failures.push(text.starts_with(what) ? text : what + ": " + text);
    }
}

int report(const Settings& settings, std::size_t made, Failures& failures) {
    int failed = 0;
    while (auto failure = failures.try_pop()) {
        ++failed;
        say_error("failed: {}", *failure);
    }
    say_plain("{} XML files, {} failed\n", made, failed);
    // An interrupted run is not a failed one: Program returns 130 for it.
    return failed > 0 && !settings.stop.stop_requested() ? 1 : 0;
}

}  // namespace lockstep
