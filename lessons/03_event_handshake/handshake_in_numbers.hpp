// The handshake, whole and alone: one thread makes numbers, another adds them up, and
// after every `batch_size` numbers they take turns.
#pragma once

#include <numeric>
#include <thread>
#include <vector>

#include "common/console.hpp"
#include "common/pace.hpp"
#include "lessons/03_event_handshake/event.hpp"

namespace lockstep {

// The sums of 1 … count in batches: sums_of_batches(12, 5) is {15, 40, 23}.
inline std::vector<int> sums_of_batches(int count, int batch_size, Pace& pace) {
    Event full;   // set by the maker: the batch is yours
    Event empty;  // set by the adder: the batch is yours again
    std::vector<int>
        batch;          // the maker's until full is set, the adder's until empty is set
    bool last = false;  // changes hands with the batch
    std::vector<int> sums;  // the adder's, until it has ended

    std::jthread adder{[&] {
        name_thread("adder");
        for (bool end = false; !end;) {
            full.wait();
            full.clear();
            if (!batch.empty()) sums.push_back(std::reduce(batch.begin(), batch.end()));
            if (!batch.empty())
                say("{} numbers, their sum is {}", batch.size(), sums.back());
            batch.clear();
            end = last;
            pace.hand_over("the adder gives the empty batch back");
            empty.set();
        }
    }};

    const auto hand_over = [&](bool end) {
        last = end;
        pace.hand_over("the maker hands the batch over and waits");
        full.set();
        empty.wait();
        empty.clear();
    };
    for (int number = 1; number <= count; ++number) {
        batch.push_back(number);
        if (static_cast<int>(batch.size()) == batch_size) hand_over(false);
    }
    hand_over(true);  // what is left, even if it is nothing, and the end
    adder.join();
    return sums;
}

}  // namespace lockstep
