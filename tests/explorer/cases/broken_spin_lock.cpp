// A spin lock that looks, and then takes: two may look before one takes.
#include <atomic>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

void wrong() {
    std::atomic<bool> taken{false};
    int visitors = 0;  // guarded by taken, it is hoped
    const auto count = [&] {
        while (taken) std::this_thread::yield();
        taken = true;  // wrong: the other has looked too
        ++visitors;
        taken = false;
    };
    { std::jthread one{count}, two{count}; }
    expect(visitors == 2, "both have been counted");
}

void right() {
    std::atomic<bool> taken{false};
    int visitors = 0;  // guarded by taken
    const auto count = [&] {
        while (taken.exchange(true)) std::this_thread::yield();
        ++visitors;
        taken = false;
    };
    { std::jthread one{count}, two{count}; }
    expect(visitors == 2, "both have been counted");
}

}  // namespace

const Case broken_spin_lock{"broken spin lock", wrong, right, ExplorerVerdict::data_race,
                            "look and take must be one step"};

}  // namespace lockstep::cases
