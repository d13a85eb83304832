// For the tests of the contract that BlockingQueue and FastQueue share: each check is a
// template over the queue and has two test cases.
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <memory>

#include "lessons/02_queue/blocking_queue.hpp"
#include "lessons/02_queue/fast_queue.hpp"

namespace lockstep::test {

using Number = std::unique_ptr<int>;  // cannot be copied
inline Number number(int value) {
    return std::make_unique<int>(value);
}

// Only bounds a hang: no right run waits this long.
constexpr auto long_enough = std::chrono::hours{1};

}  // namespace lockstep::test
