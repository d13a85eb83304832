// Fault: an exception leaves the function that a thread runs.
#pragma once

#include <exception>
#include <stdexcept>
#include <string_view>
#include <thread>

#include "common/console.hpp"

namespace lockstep::escaping_exception {

inline constexpr std::string_view meaning =
    R"(An exception unwinds the stack of its own thread. Below that thread's function nobody calls,
main's catch is on another stack, and std::terminate ends the program.
The mend: catch in the thread, keep the exception, throw it again after the join.)";

inline void fetch() {
    throw std::runtime_error("000004: 404 Not Found");
}

// Ends the process: main's catch is in another thread, which the exception never passes.
inline void broken() {
    try {
        std::jthread thread{fetch};
    } catch (const std::exception& error) {
        say("caught: {}", error.what());
    }
}

inline void mended() {
    std::exception_ptr failure;  // written by the thread, read after the join
    std::jthread thread{[&failure] {
        try {
            fetch();
        } catch (...) {
            failure = std::current_exception();
        }
    }};
    thread.join();
    try {
        if (failure) std::rethrow_exception(failure);
    } catch (const std::exception& error) {
        say("caught: {}", error.what());
    }
}

}  // namespace lockstep::escaping_exception
