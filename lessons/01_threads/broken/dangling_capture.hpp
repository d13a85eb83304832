// Fault: a lambda captures a loop's variable by reference, and reads it when the loop has
// gone on.
//
// Here the variable is still alive when the threads read it, so what they print is
// certain: each sees what the loop left behind. real_dangling_capture.cpp shows it dead.
#pragma once

#include <latch>
#include <string_view>
#include <thread>
#include <vector>

#include "common/console.hpp"
#include "common/stock_id.hpp"

namespace lockstep::dangling_capture {

inline constexpr std::string_view meaning =
    R"([&] captures the variable, not its value. All nine threads read the same one, after the
loop has left 10 in it. Were it a local whose block had ended, they would read memory that
is somebody else's by then: undefined, and often right on your own machine. Compile
real_dangling_capture.cpp with -fsanitize=address: it says stack-use-after-scope.
The mend: capture a copy, [number].)";

inline void broken() {
    std::latch loop_is_over{1};
    int number = 1;
    std::vector<std::jthread> threads;
    for (; number <= 9; ++number)
        threads.emplace_back([&] {
            loop_is_over.wait();
            say("I fetch {}", stock_id(number));
        });
    loop_is_over.count_down();
}

inline void mended() {
    std::latch loop_is_over{1};
    int number = 1;
    std::vector<std::jthread> threads;
    for (; number <= 9; ++number)
        threads.emplace_back(
            [&loop_is_over, number] {  // a copy of its own for each thread
                loop_is_over.wait();
                say("I fetch {}", stock_id(number));
            });
    loop_is_over.count_down();
}

}  // namespace lockstep::dangling_capture
