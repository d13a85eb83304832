#include "lessons/04_thread_local/programs/demos.hpp"

#include <chrono>
#include <cstdlib>
#include <functional>
#include <map>

#include "common/console.hpp"
#include "lessons/04_thread_local/broken/lock_held_while_sending.hpp"
#include "lessons/04_thread_local/broken/short_read.hpp"
#include "lessons/04_thread_local/broken/silent_camera.hpp"
#include "lessons/04_thread_local/broken/thread_flood.hpp"
#include "lessons/04_thread_local/programs/basics.hpp"
#include "lessons/04_thread_local/programs/cost.hpp"

namespace lockstep {

namespace {

bool show_lock_held_while_sending(Pace&) {
    say_plain("The lock is held while frames are sent (D11). Ten frames, two viewers; "
              "one of them never reads.\n\n");
    const auto words = [](const lock_held_while_sending::Outcome& outcome) {
        return fmt::format("{} of 10 frames are made, the other viewer receives {}, "
                           "a newcomer {}",
                           outcome.made, outcome.received,
                           outcome.newcomer_is_served ? "is served" : "must wait");
    };
    const auto broken = lock_held_while_sending::broken(10);
    say_plain("broken: {}\n", words(broken));
    const auto mended = lock_held_while_sending::mended(10);
    say_plain("mended: {}\n", words(mended));
    return broken.received == 0 && !broken.newcomer_is_served && mended.made == 10 &&
           mended.received == 10 && mended.newcomer_is_served;
}

bool show_short_read(Pace&) {
    say_plain("A frame of {} bytes comes through a pipe. One read is taken for all of "
              "it (D12).\n\n",
              short_read::frame_size);
    const auto words = [](const std::string& frame) {
        return fmt::format("{} bytes, {} the end mark of a JPEG", frame.size(),
                           short_read::is_whole(frame) ? "with" : "without");
    };
    const auto broken = short_read::broken();
    say_plain("broken: {}\n", words(broken));
    const auto mended = short_read::mended();
    say_plain("mended: {}: it reads until the frame is whole\n", words(mended));
    return !short_read::is_whole(broken) && short_read::is_whole(mended);
}

bool show_silent_camera(Pace& pace) {
    say_plain("The camera is unplugged, and its thread tries again at once, without a "
              "word (D20).\n\n");
    const auto broken = silent_camera::broken(100'000);
    say_plain("broken: {} attempts, {} pictures that say so\n", broken.attempts,
              broken.no_signal);
    const auto mended = silent_camera::mended(3, std::chrono::milliseconds{50}, pace);
    say_plain("mended: {} attempts, {} pictures that say \"no signal\", and a pause "
              "before each attempt\n",
              mended.attempts, mended.no_signal);
    return broken.attempts == 100'001 && broken.no_signal == 0 && mended.attempts == 4 &&
           mended.no_signal == 3;
}

bool show_thread_flood(Pace&) {
    say_plain("Every connection gets a thread, also one that never says a word "
              "(D13).\n\n");
    bool as_announced = true;
    for (const std::size_t connections : {1U, 10U, 100U, 200U}) {
        const auto threads = thread_flood::threads_for(connections);
        say_plain("{:>3} silent connections: {:>3} threads\n", connections, threads);
        as_announced = as_announced && threads == connections;
    }
    say_plain("\nNothing in this lesson stops that: lesson 05 does, with a pool.\n");
    return as_announced;
}

const std::map<std::string, std::function<bool(Pace&)>>& faults() {
    static const std::map<std::string, std::function<bool(Pace&)>> all{
        {"lock-held-while-sending", show_lock_held_while_sending},
        {"short-read", show_short_read},
        {"silent-camera", show_silent_camera},
        {"thread-flood", show_thread_flood}};
    return all;
}

void show_cost() {
    const auto cost = measure_cost(5'000'000);
    const auto line = [&](const char* what, double nanoseconds) {
        say_plain("{:<42}{:>6.2f} ns  {:>6.1f} times\n", what, nanoseconds,
                  nanoseconds / cost.plain_global);
    };
    line("a plain global, shared by all", cost.plain_global);
    line("a thread_local int", cost.thread_local_int);
    line("a thread_local object with a constructor", cost.thread_local_object);
    line("a map from thread to counter, and a mutex", cost.guarded_map);
}

}  // namespace

int show_basics(Pace& pace) {
    say_plain("\n1. one name, and a variable for each thread\n");
    count_in_three_threads(pace);
    say_plain("\n2. they live at different addresses\n");
    addresses_in_three_threads();
    say_plain("\n3. made at its first use, destroyed when its thread ends\n");
    life_of_a_notebook(pace);
    say_plain("\n4. what it is not: the value is set to 7, and then looked at\n");
    say_plain("by a thread that this thread starts: {}, nothing is inherited\n",
              value_in_a_child_thread());
    say_plain("through another object of the class: {}, it is not one per object\n",
              value_in_another_object());
    say_plain("by the next task on the same thread: {}, it is not one per task\n",
              value_in_the_next_task());
    say_plain("\n5. what it costs to count to five million (this thread alone)\n");
    show_cost();
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

int show_broken(const std::string& name, Pace& pace) {
    return faults().at(name)(pace) ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace lockstep
