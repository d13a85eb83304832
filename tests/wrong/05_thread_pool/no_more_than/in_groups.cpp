// Wrong: it waits until a whole group has left.
// Verdict: deadlock, whichever thread is free takes the next connection
#include <functional>
#include <optional>
#include <thread>
#include <vector>

using Accept = std::function<std::optional<int>()>;
using Serve = std::function<void(int connection)>;

void serve_all(const Accept& accept, const Serve& serve, int most) {
    std::vector<std::jthread> threads;
    while (const auto connection = accept()) {
        if (static_cast<int>(threads.size()) == most) threads.clear();
        threads.emplace_back(serve, *connection);
    }
}
