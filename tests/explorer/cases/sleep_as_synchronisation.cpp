// The tea needs three minutes, so who comes after ten milliseconds of ours finds it.
#include <atomic>
#include <chrono>
#include <thread>

#include "tests/explorer/cases/case.hpp"

using namespace std::chrono_literals;

namespace lockstep::cases {
namespace {

void wrong() {
    std::atomic<bool> tea_is_ready{false};
    std::jthread kettle{[&] { tea_is_ready = true; }};
    std::this_thread::sleep_for(10ms);  // wrong: the kettle may not have had its turn
    expect(tea_is_ready, "the tea is ready");
}

void right() {
    std::atomic<bool> tea_is_ready{false};
    std::jthread kettle{[&] { tea_is_ready = true; }};
    kettle.join();
    expect(tea_is_ready, "the tea is ready");
}

}  // namespace

const Case sleep_as_synchronisation{"sleep as synchronisation", wrong, right,
                                    ExplorerVerdict::assertion_failed,
                                    "no time is long enough to be sure"};

}  // namespace lockstep::cases
