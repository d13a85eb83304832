// Wrong: a pool bounds the threads, but not the queue.
// Verdict: assertion_failed, who cannot be served stays outside
#include <cstddef>
#include <functional>
#include <optional>

#include "lessons/05_thread_pool/thread_pool.hpp"

using Accept = std::function<std::optional<int>()>;
using Serve = std::function<void(int connection)>;

void serve_all(const Accept& accept, const Serve& serve, int most) {
    lockstep::ThreadPool pool{static_cast<std::size_t>(most)};
    while (const auto connection = accept()) (void)pool.submit(serve, *connection);
}
