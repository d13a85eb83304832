#include "lessons/01_threads/broken/faults.hpp"

#include <algorithm>
#include <csignal>
#include <stdexcept>

#include "common/console.hpp"
#include "common/own_process.hpp"
#include "lessons/01_threads/broken/dangling_capture.hpp"
#include "lessons/01_threads/broken/escaping_exception.hpp"
#include "lessons/01_threads/broken/missing_ref.hpp"
#include "lessons/01_threads/broken/not_joined.hpp"
#include "lessons/01_threads/broken/torn_counter.hpp"

namespace lockstep {

const std::vector<FaultShow>& fault_shows() {
    static const std::vector<FaultShow> shows{
        {"not_joined", "a std::thread dies before anybody has joined it",
         not_joined::broken, true, not_joined::meaning, not_joined::mended},
        {"dangling_capture", "a lambda reads a loop's variable when the loop has gone on",
         dangling_capture::broken, false, dangling_capture::meaning,
         dangling_capture::mended},
        {"missing_ref", "an argument by reference is passed without std::ref",
         missing_ref::broken, false, missing_ref::meaning, missing_ref::mended},
        {"escaping_exception", "an exception leaves the function that a thread runs",
         escaping_exception::broken, true, escaping_exception::meaning,
         escaping_exception::mended},
        {"torn_counter", "two threads write one number and nothing orders them",
         torn_counter::broken, false, torn_counter::meaning, torn_counter::mended}};
    return shows;
}

namespace {

const FaultShow& show_named(const std::string& name) {
    const auto& shows = fault_shows();
    const auto found =
        std::find_if(shows.begin(), shows.end(),
                     [&](const FaultShow& show) { return show.name == name; });
    if (found == shows.end()) throw std::runtime_error("no fault is called " + name);
    return *found;
}

void show_in_own_process(const FaultShow& show) {
    const Ended ended = run_self({"broken", show.name, "--unprotected"});
    say_plain("{}\nIt ended with exit code {}: {}.\n", ended.output, ended.exit_code,
              ended.how);
    if (ended.exit_code != 128 + SIGABRT)
        throw std::runtime_error("the fault " + show.name + " did not show");
}

}  // namespace

void show_fault(const std::string& name, bool unprotected) {
    const FaultShow& show = show_named(name);
    if (unprotected) return show.broken();

    say_plain("Broken: {}{}.\n\n", show.summary,
              show.ends_process ? " (in a process of its own)" : "");
    if (show.ends_process)
        show_in_own_process(show);
    else
        show.broken();
    say_plain("\n{}\n\nMended:\n\n", show.meaning);
    show.mended();
}

}  // namespace lockstep
