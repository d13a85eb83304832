// Fault: an argument that the thread's function takes by reference is passed without
// std::ref.
//
// A thread copies its arguments, because they must live as long as it does, and a copy
// that is about to go away cannot be bound to an int&. The compiler refuses:
// missing_ref.cpp.
#pragma once

#include <functional>
#include <string_view>
#include <thread>

#include "common/console.hpp"

namespace lockstep::missing_ref {

inline constexpr std::string_view meaning =
    R"(This does not compile. A thread keeps copies of its arguments, and the copy that it hands
to the function cannot be bound to an int&. Of a page of errors this sentence matters, and
the line beside it that ends in "required from here". Were the parameter a const int&, it
would compile, and the thread would read its own copy.
The mend: std::ref(shares). It also tells the reader that the number is shared.)";

// There is nothing to run. These are the line, and the one sentence that matters of the
// page that g++ and clang++ print.
inline void broken() {
    say_plain(
        "    void count_shares(int& shares) {{ shares = 100; }}\n"
        "    std::thread counter{{count_shares, shares}};\n"
        "\n"
        "    error: static assertion failed: std::thread arguments must be invocable\n"
        "    after conversion to rvalues\n");
}

inline void count_shares(int& shares) {
    shares = 100;
}

inline void mended() {
    int shares = 0;
    std::thread counter{count_shares, std::ref(shares)};
    counter.join();
    say("shares: {}", shares);
}

}  // namespace lockstep::missing_ref
