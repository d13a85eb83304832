// Wrong: nobody joins the threads, and nobody counts them.
// Verdict: forbidden, detach
#include <functional>
#include <optional>
#include <thread>

using Accept = std::function<std::optional<int>()>;
using Serve = std::function<void(int connection)>;

void serve_all(const Accept& accept, const Serve& serve, int most) {
    (void)most;
    while (const auto connection = accept()) std::thread{serve, *connection}.detach();
}
