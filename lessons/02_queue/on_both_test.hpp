// For the tests of the contract that BlockingQueue and FastQueue share: each check is
// written once and becomes two test cases.
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <memory>

#include "lessons/02_queue/blocking_queue.hpp"
#include "lessons/02_queue/fast_queue.hpp"

#define ON_BOTH(sentence, check)                                                         \
    TEST_CASE("plain queue " sentence) {                                                 \
        check<lockstep::BlockingQueue>();                                                \
    }                                                                                    \
    TEST_CASE("fast queue " sentence) {                                                  \
        check<lockstep::FastQueue>();                                                    \
    }

namespace lockstep::test {

using Number = std::unique_ptr<int>;  // cannot be copied
inline Number number(int value) {
    return std::make_unique<int>(value);
}

// Only bounds a hang: no right run waits this long.
constexpr auto long_enough = std::chrono::hours{1};

}  // namespace lockstep::test
