// Fault: a std::thread is destroyed while nobody has joined it.
#pragma once

#include <string_view>
#include <thread>

#include "common/console.hpp"

namespace lockstep::not_joined {

inline constexpr std::string_view meaning =
    R"(The destructor of a std::thread that nobody has joined calls std::terminate. C++ does not
wait by itself, and it does not cut the thread off: it ends the whole program.
The mend: join it, or take std::jthread, whose destructor joins.)";

// Ends the process, every time: it does not matter whether the thread's work is done by
// then.
inline void broken() {
    std::thread thread{[] { say("I fetch 000001"); }};
}  // ~thread: not joined, so std::terminate

inline void mended() {
    std::jthread thread{[] { say("I fetch 000001"); }};
}  // ~jthread joins

}  // namespace lockstep::not_joined
