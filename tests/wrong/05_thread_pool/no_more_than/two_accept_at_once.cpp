// Wrong: all workers call accept without a lock.
// Verdict: data_race, never more than so many are served at once
#include <functional>
#include <optional>
#include <thread>
#include <vector>

using Accept = std::function<std::optional<int>()>;
using Serve = std::function<void(int connection)>;

void serve_all(const Accept& accept, const Serve& serve, int most) {
    std::vector<std::jthread> workers;
    for (int i = 0; i < most; ++i)
        workers.emplace_back([&] {
            while (const auto connection = accept()) serve(*connection);
        });
}
