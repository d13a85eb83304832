// Right: a queue that is closed, and the exception kept until the join.
// Verdict: passed
#include <exception>
#include <functional>
#include <thread>

#include "lessons/02_queue/blocking_queue.hpp"

void run(const std::function<int()>& next, const std::function<void(int)>& pack) {
    lockstep::BlockingQueue<int> batches{1};
    std::exception_ptr failure;
    std::thread packer{[&] {
        while (const auto files = batches.pop()) pack(*files);
    }};
    try {
        while (const int files = next()) (void)batches.push(files);
    } catch (...) {
        failure = std::current_exception();
    }
    batches.close();
    packer.join();
    if (failure) std::rethrow_exception(failure);
}
