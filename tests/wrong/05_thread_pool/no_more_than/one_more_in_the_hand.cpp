// Wrong: ten wait in the queue, and submit() waits with an eleventh that is accepted.
// Verdict: assertion_failed, who cannot be served stays outside
#include <cstddef>
#include <functional>
#include <optional>

#include "lessons/05_thread_pool/thread_pool.hpp"

using Accept = std::function<std::optional<int>()>;
using Serve = std::function<void(int connection)>;

void serve_all(const Accept& accept, const Serve& serve, int most) {
    lockstep::ThreadPool pool{static_cast<std::size_t>(most), 10};
    while (const auto connection = accept()) (void)pool.submit(serve, *connection);
}
