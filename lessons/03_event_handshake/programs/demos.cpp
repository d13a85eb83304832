#include "lessons/03_event_handshake/programs/demos.hpp"

#include <cstdlib>
#include <functional>
#include <map>

#include "common/console.hpp"
#include "lessons/03_event_handshake/broken/delete_too_early.hpp"
#include "lessons/03_event_handshake/broken/lost_tail.hpp"
#include "lessons/03_event_handshake/broken/missed_signal.hpp"
#include "lessons/03_event_handshake/broken/wrong_daemon.hpp"
#include "lessons/03_event_handshake/handshake_in_numbers.hpp"
#include "lessons/03_event_handshake/programs/basics.hpp"

namespace lockstep {

namespace {

bool show_lost_tail() {
    say_plain("The packer looks at a stop flag before it waits (D01). 7 files, batches "
              "of 5.\n\n");
    const int broken = lost_tail::broken();
    say_plain("broken: {} of 7 files are packed, the tail of 2 is lost\n", broken);
    const int mended = lost_tail::mended();
    say_plain("mended: {} of 7 files are packed: it waits first, and looks afterwards\n",
              mended);
    return broken == 5 && mended == 7;
}

bool show_delete_too_early() {
    say_plain(
        "The packer removes each XML file before the archive is closed (D02).\n"
        "A child process packs 5 files and is killed (kill -9) after the third.\n\n");
    const int broken = delete_too_early::readable_after_kill("broken");
    say_plain("broken: {} of 5 files can still be read\n", broken);
    const int mended = delete_too_early::readable_after_kill("mended");
    say_plain("mended: {} of 5 files can still be read: none goes before the archive is "
              "whole\n",
              mended);
    return broken == 2 && mended == 5;
}

bool show_missed_signal() {
    say_plain("The event is cleared straight after it was set (D04). The waiter comes "
              "late.\n\n");
    const bool broken = missed_signal::broken();
    say_plain("broken: the waiter {} the signal\n", broken ? "received" : "missed");
    const bool mended = missed_signal::mended();
    say_plain("mended: the waiter {} the signal: whoever waits clears\n",
              mended ? "received" : "missed");
    return !broken && mended;
}

bool show_wrong_daemon() {
    using wrong_daemon::End;
    const auto words = [](End end) {
        return end == End::by_itself ? "ended by itself"
                                     : "ended only because it was stopped";
    };
    say_plain(
        "The converter is gone without a word, and the packer waits for it (D05).\n\n");
    const End broken = wrong_daemon::broken();
    say_plain("broken: the packer {}\n", words(broken));
    const End mended = wrong_daemon::mended();
    say_plain("mended: the packer {}: the end is part of the conversation\n",
              words(mended));
    return broken == End::only_when_stopped && mended == End::by_itself;
}

const std::map<std::string, std::function<bool()>>& faults() {
    static const std::map<std::string, std::function<bool()>> all{
        {"lost-tail", show_lost_tail},
        {"delete-too-early", show_delete_too_early},
        {"missed-signal", show_missed_signal},
        {"wrong-daemon", show_wrong_daemon}};
    return all;
}

}  // namespace

int show_basics(Pace& pace) {
    say_plain("\n1. wait blocks until somebody sets the event\n");
    wait_blocks_until_set(pace);
    say_plain("\n2. an event that is set already lets everybody through\n");
    set_before_wait(pace);
    say_plain("\n3. it stays set: a loop that never clears it spins\n");
    loop_without_clear(1000);
    say_plain("\n4. wait, then clear: the event can be used again\n");
    wait_and_clear_twice(pace);
    say_plain("\n5. one set wakes everybody who waits\n");
    one_set_wakes_three(pace);
    return EXIT_SUCCESS;
}

int show_numbers(int count, int batch_size, Pace& pace) {
    say_plain("1 … {} in batches of {}\n\n", count, batch_size);
    const auto sums = sums_of_batches(count, batch_size, pace);
    say_plain("\n{} batches\n", sums.size());
    return EXIT_SUCCESS;
}

const std::vector<std::string>& broken_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const auto& fault : faults()) all.push_back(fault.first);
        return all;
    }();
    return names;
}

int show_broken(const std::string& name) {
    return faults().at(name)() ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace lockstep
