#include <doctest/doctest.h>

#include "common/pace.hpp"
#include "lessons/04_thread_local/basics.hpp"

TEST_CASE("each of three threads counts for itself") {
    lockstep::Pace pace;
    CHECK(lockstep::count_in_three_threads(pace) == std::vector<int>{1, 2, 3, 0});
}
