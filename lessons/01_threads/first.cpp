// Five threads wait a second each, at the same time. Needs nothing but a compiler.
#include <chrono>
#include <cstdio>
#include <thread>
#include <vector>

int main() {
    std::vector<std::jthread> threads;
    for (int number = 1; number <= 5; ++number)
        threads.emplace_back([number] {
            std::this_thread::sleep_for(std::chrono::seconds{1});
            std::printf("thread %d has waited a second\n", number);
        });
}  // here the vector goes, and each jthread in it waits for its thread: it joins it
