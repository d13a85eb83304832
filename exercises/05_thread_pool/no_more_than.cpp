// A server takes every connection that comes and serves each in a thread of its own. So
// a stranger decides how many threads it has, and one day there are too many.
// TODO: at most `most` threads serve, at once and in all, and whichever is free takes the
// next connection. At most ten more may be accepted and wait for a thread; all others
// stay outside. Mend serve_all(). Read again: "The idea" in
// lessons/05_thread_pool/README.md.
#include <functional>
#include <optional>
#include <thread>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

// Blocks until somebody comes; nothing: nobody will come any more. One thread at a time.
using Accept = std::function<std::optional<int>()>;
// Takes as long as the other side likes. Any number of threads. Does not throw.
using Serve = std::function<void(int connection)>;

// Comes back when all connections are served.
void serve_all(const Accept& accept, const Serve& serve, int most) {
    (void)most;  // nobody looks at it yet
    std::vector<std::jthread> threads;
    while (const auto connection = accept()) threads.emplace_back(serve, *connection);
}
