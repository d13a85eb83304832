// Right: a semaphore says when to accept, a pool serves.
// Verdict: passed
#include <functional>
#include <optional>
#include <semaphore>

#include "lessons/05_thread_pool/thread_pool.hpp"

using Accept = std::function<std::optional<int>()>;
using Serve = std::function<void(int connection)>;

void serve_all(const Accept& accept, const Serve& serve, int most) {
    std::counting_semaphore<> places{most};
    lockstep::ThreadPool pool{static_cast<std::size_t>(most)};
    for (;;) {
        places.acquire();
        const auto connection = accept();
        if (!connection) return;
        (void)pool.submit([&, connection] {
            serve(*connection);
            places.release();
        });
    }
}
