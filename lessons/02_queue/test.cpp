#include <doctest/doctest.h>

#include "lessons/02_queue/blocking_queue.hpp"

TEST_CASE("a queue of capacity 0 is refused") {
    CHECK_THROWS_AS(lockstep::BlockingQueue<int>{0}, std::invalid_argument);
}
