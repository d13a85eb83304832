// Wrong: who accepts asks again and again whether there is room.
// Verdict: forbidden, yield
#include <atomic>
#include <functional>
#include <optional>
#include <thread>

#include "lessons/05_thread_pool/thread_pool.hpp"

using Accept = std::function<std::optional<int>()>;
using Serve = std::function<void(int connection)>;

void serve_all(const Accept& accept, const Serve& serve, int most) {
    std::atomic<int> busy{0};
    {
        lockstep::ThreadPool pool{static_cast<std::size_t>(most)};
        while (const auto connection = accept()) {
            while (busy >= most) std::this_thread::yield();
            ++busy;
            (void)pool.submit([&, connection] {
                serve(*connection);
                --busy;
            });
        }
    }
}
