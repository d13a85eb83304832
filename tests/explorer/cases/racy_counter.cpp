// Two doors count visitors in one plain int.
#include <atomic>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

template <class Counter>
void count_two() {
    Counter visitors{0};
    {
        const auto count = [&] { ++visitors; };
        std::jthread front_door{count}, back_door{count};
    }
    expect(visitors == 2, "both have been counted");
}

void wrong() {
    count_two<int>();
}

void right() {
    count_two<std::atomic<int>>();
}

}  // namespace

const Case racy_counter{"racy counter", wrong, right, ExplorerVerdict::data_race,
                        "++ reads and writes, and nothing keeps two of them apart"};

}  // namespace lockstep::cases
