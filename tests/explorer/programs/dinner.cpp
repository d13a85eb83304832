// Two who eat with the same two forks, a whole program with its own main(): each takes
// one, and waits for the other's.
#include <cstdio>
#include <mutex>
#include <thread>

namespace {

std::mutex left_fork;
std::mutex right_fork;

void eat_with(std::mutex& first, std::mutex& second) {
    const std::scoped_lock one{first};
    const std::scoped_lock other{second};
}

}  // namespace

int main() {
    std::thread plato{[] { eat_with(left_fork, right_fork); }};
    std::thread kant{[] { eat_with(right_fork, left_fork); }};
    plato.join();
    kant.join();
    std::puts("both have eaten");
}
