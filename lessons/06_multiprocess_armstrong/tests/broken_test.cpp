// The faults, and their mends.
#include <doctest/doctest.h>

#include <chrono>
#include <vector>

#include "lessons/06_multiprocess_armstrong/broken/fork_with_threads.hpp"
#include "lessons/06_multiprocess_armstrong/broken/shared_global.hpp"
#include "lessons/06_multiprocess_armstrong/broken/short_message.hpp"
#include "lessons/06_multiprocess_armstrong/broken/wrong_sum.hpp"
#include "lessons/06_multiprocess_armstrong/broken/zombie.hpp"

using namespace lockstep;
using namespace std::chrono_literals;

TEST_CASE("a global changed in a child is unchanged in its parent every time") {
    for (int time = 0; time < 20; ++time) {
        CHECK(shared_global::broken() == 0);
        CHECK(shared_global::mended() == 42);
    }
}

TEST_CASE("a mutex held by another thread at the fork stays locked in the child") {
    for (int time = 0; time < 5; ++time) {
        CHECK_FALSE(fork_with_threads::broken(50ms));
        CHECK(fork_with_threads::mended(1h));
    }
}

TEST_CASE("one read gets half of a message that comes in two halves") {
    for (int time = 0; time < 20; ++time) {
        CHECK(short_message::broken() == "153 370");
        CHECK(short_message::mended() == "153 370 371 407");
    }
}

TEST_CASE("a child that nobody waits for stays as a zombie") {
    for (int time = 0; time < 20; ++time) {
        CHECK(zombie::broken() == 'Z');
        CHECK(zombie::mended() == '-');
    }
}

TEST_CASE("adding products of digits finds 18 and never 153") {
    using namespace wrong_sum;
    CHECK(found_below(1000, broken_as_written).empty());
    const std::vector<Number> wrong{1, 2, 3, 4, 5, 6, 7, 8, 9, 18};
    CHECK(found_below(100'000, broken_with_whole_numbers) == wrong);
    CHECK(found_below(1000, is_armstrong) ==
          std::vector<Number>{1, 2, 3, 4, 5, 6, 7, 8, 9, 153, 370, 371, 407});
}
