// Wrong: one thread, one connection after the other.
// Verdict: deadlock, whichever thread is free takes the next connection
#include <functional>
#include <optional>

using Accept = std::function<std::optional<int>()>;
using Serve = std::function<void(int connection)>;

void serve_all(const Accept& accept, const Serve& serve, int most) {
    (void)most;
    while (const auto connection = accept()) serve(*connection);
}
