// Three philosophers, three forks, and each takes the left one first.
#include <array>
#include <mutex>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

using Forks = std::array<std::mutex, 3>;

void eat(std::mutex& first, std::mutex& second) {
    std::scoped_lock one{first};
    std::scoped_lock other{second};
}

void wrong() {
    Forks forks;
    std::jthread plato{[&] { eat(forks[0], forks[1]); }};
    std::jthread kant{[&] { eat(forks[1], forks[2]); }};
    eat(forks[2], forks[0]);  // wrong: closes the circle
}

void right() {
    Forks forks;
    std::jthread plato{[&] { eat(forks[0], forks[1]); }};
    std::jthread kant{[&] { eat(forks[1], forks[2]); }};
    eat(forks[0], forks[2]);  // all take the fork with the lower number first
}

}  // namespace

const Case philosophers{"philosophers", wrong, right, ExplorerVerdict::deadlock,
                        "a circle of waiting, although no two threads block each other"};

}  // namespace lockstep::cases
