// Wrong: who accepts spins until there is room.
// Verdict: busy_wait, who cannot be served stays outside
#include <atomic>
#include <functional>
#include <optional>

#include "lessons/05_thread_pool/thread_pool.hpp"

using Accept = std::function<std::optional<int>()>;
using Serve = std::function<void(int connection)>;

void serve_all(const Accept& accept, const Serve& serve, int most) {
    std::atomic<int> busy{0};
    {
        lockstep::ThreadPool pool{static_cast<std::size_t>(most)};
        while (const auto connection = accept()) {
            while (busy >= most) continue;
            ++busy;
            (void)pool.submit([&, connection] {
                serve(*connection);
                --busy;
            });
        }
    }
}
