// Two cooks, one narrow kitchen. Each puts up a hand, then looks for the other's.
#include <atomic>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

void enter(std::memory_order store, std::memory_order load) {
    std::atomic<bool> hand_of_one{false}, hand_of_two{false};
    std::atomic<int> inside{0};
    const auto try_to_enter = [&](std::atomic<bool>& mine, std::atomic<bool>& other) {
        mine.store(true, store);
        if (!other.load(load)) ++inside;
    };
    {
        std::jthread one{[&] { try_to_enter(hand_of_one, hand_of_two); }};
        std::jthread two{[&] { try_to_enter(hand_of_two, hand_of_one); }};
    }
    expect(inside <= 1, "one of them has seen the other's hand");
}

void wrong() {
    // wrong: each may look before its own hand is up for the other
    enter(std::memory_order_release, std::memory_order_acquire);
}

void right() {
    enter(std::memory_order_seq_cst, std::memory_order_seq_cst);
}

}  // namespace

const Case store_buffering{
    "store buffering", wrong, right, ExplorerVerdict::assertion_failed,
    "release and acquire do not order a store before a later load"};

}  // namespace lockstep::cases
