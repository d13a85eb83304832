// A pool is a limit for threads; its queue has to be one, too. With room for one task,
// who accepts has to wait until a worker is free: what cannot be served stays outside, in
// the kernel's queue, and costs us nothing.
#include <cstddef>
#include <functional>
#include <optional>

#include "lessons/05_thread_pool/thread_pool.hpp"

using Accept = std::function<std::optional<int>()>;
using Serve = std::function<void(int connection)>;

void serve_all(const Accept& accept, const Serve& serve, int most) {
    lockstep::ThreadPool pool{static_cast<std::size_t>(most), 1};
    while (const auto connection = accept()) (void)pool.submit(serve, *connection);
}
