// Right: a queue with room for ten and the workers by hand.
// Verdict: passed
#include <functional>
#include <optional>
#include <thread>
#include <vector>

#include "lessons/02_queue/blocking_queue.hpp"

using Accept = std::function<std::optional<int>()>;
using Serve = std::function<void(int connection)>;

void serve_all(const Accept& accept, const Serve& serve, int most) {
    lockstep::BlockingQueue<int> waiting{9};
    std::vector<std::jthread> workers;
    for (int i = 0; i < most; ++i)
        workers.emplace_back([&] {
            while (const auto connection = waiting.pop()) serve(*connection);
        });
    while (auto connection = accept()) (void)waiting.push(*connection);
    waiting.close();
}
