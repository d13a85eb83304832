// The faults, and their mends, every time.
#include <doctest/doctest.h>

#include "lessons/05_thread_pool/broken/lost_exception.hpp"
#include "lessons/05_thread_pool/broken/nested_wait.hpp"
#include "lessons/05_thread_pool/broken/stale_client.hpp"
#include "lessons/05_thread_pool/broken/wrong_address.hpp"

using namespace lockstep;

constexpr int times = 20;

TEST_CASE("an exception that nobody asks for is lost every time") {
    for (int time = 0; time < times; ++time) {
        const auto broken = lost_exception::broken();
        CHECK(broken.cooked == 2);
        CHECK(broken.told.empty());
        const auto mended = lost_exception::mended();
        CHECK(mended.cooked == 2);
        REQUIRE(mended.told.size() == 1);
        CHECK(mended.told.front() == "dish 2 is burnt");
    }
}

TEST_CASE("a thread of a pool still knows its last client every time") {
    for (int time = 0; time < times; ++time) {
        CHECK(stale_client::broken() == "your account, Ann");
        CHECK(stale_client::mended() == "your account, unknown guest");
    }
}

TEST_CASE("a server that writes down its own address cannot tell its clients apart") {
    const auto broken = wrong_address::broken();
    CHECK(broken[0].logged == broken[1].logged);
    CHECK(broken[0].logged != broken[0].real);
    const auto mended = wrong_address::mended();
    CHECK(mended[0].logged == mended[0].real);
    CHECK(mended[1].logged == mended[1].real);
    CHECK(mended[0].logged != mended[1].logged);
}

TEST_CASE("a task that waits for a task of its own pool of one waits in vain") {
    for (int time = 0; time < times; ++time) {
        CHECK_FALSE(nested_wait::broken(std::chrono::milliseconds{5}));
        CHECK(nested_wait::mended());
    }
}
