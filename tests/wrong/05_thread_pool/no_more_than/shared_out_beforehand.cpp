// Wrong: each thread has its own connections, also when it is slow.
// Verdict: deadlock, whichever thread is free takes the next connection
#include <functional>
#include <optional>
#include <thread>
#include <vector>

using Accept = std::function<std::optional<int>()>;
using Serve = std::function<void(int connection)>;

void serve_all(const Accept& accept, const Serve& serve, int most) {
    std::vector<std::vector<int>> shares(static_cast<std::size_t>(most));
    std::size_t next = 0;
    while (const auto connection = accept())
        shares[next++ % shares.size()].push_back(*connection);
    std::vector<std::jthread> threads;
    for (const auto& share : shares)
        threads.emplace_back([&serve, &share] {
            for (const int connection : share) serve(connection);
        });
}
