// Fault: two threads write one number, and nothing orders them.
//
// On a plain int that is a data race, which makes the whole program undefined: it may
// print anything, the right number too. real_torn_counter.cpp has that one, for
// ThreadSanitizer. Here the three steps of ++ stand apart, each of them sound, and a
// barrier puts them in the order that loses a step, so that it is lost every time.
#pragma once

#include <atomic>
#include <barrier>
#include <string_view>
#include <thread>

#include "common/console.hpp"

namespace lockstep::torn_counter {

inline constexpr std::string_view meaning =
    R"(++ reads, adds and writes. Both threads have read 0, so both write 1; a barrier sees to it
here. Two plain ++ on one int are worse: a data race, after which the standard promises
nothing, not even a wrong number. Compile real_torn_counter.cpp with -fsanitize=thread: it
says data race, also when 2 is printed.
The mend: std::atomic, which does the three steps as one, or a mutex (lesson 02).)";

inline void broken() {
    std::atomic<int> done{0};
    std::barrier both_have_read{2};
    const auto add_one = [&] {
        const int read = done.load();
        both_have_read.arrive_and_wait();
        done.store(read + 1);
    };
    {
        std::jthread one{add_one};
        std::jthread two{add_one};
    }
    say("two threads have counted one stock each: {}", done.load());
}

inline void mended() {
    std::atomic<int> done{0};
    const auto add_one = [&] { ++done; };  // reads, adds and writes in one step
    {
        std::jthread one{add_one};
        std::jthread two{add_one};
    }
    say("two threads have counted one stock each: {}", done.load());
}

}  // namespace lockstep::torn_counter
