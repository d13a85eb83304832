// Right: each worker accepts for itself, one at a time.
// Verdict: passed
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

using Accept = std::function<std::optional<int>()>;
using Serve = std::function<void(int connection)>;

void serve_all(const Accept& accept, const Serve& serve, int most) {
    std::mutex mutex;
    const auto next = [&] {
        const std::lock_guard lock{mutex};
        return accept();
    };
    std::vector<std::jthread> workers;
    for (int i = 0; i < most; ++i)
        workers.emplace_back([&] {
            while (const auto connection = next()) serve(*connection);
        });
}
