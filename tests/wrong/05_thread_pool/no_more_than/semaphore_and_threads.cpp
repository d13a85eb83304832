// Wrong: never too many at once, but still a thread for each.
// Verdict: assertion_failed, a thread serves many connections
#include <functional>
#include <optional>
#include <semaphore>
#include <thread>
#include <vector>

using Accept = std::function<std::optional<int>()>;
using Serve = std::function<void(int connection)>;

void serve_all(const Accept& accept, const Serve& serve, int most) {
    std::counting_semaphore<> places{most};
    std::vector<std::jthread> threads;
    for (;;) {
        places.acquire();
        const auto connection = accept();
        if (!connection) return;
        threads.emplace_back([&, connection] {
            serve(*connection);
            places.release();
        });
    }
}
