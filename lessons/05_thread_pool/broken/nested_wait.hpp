// A task waits for another task of the same pool. When all workers wait like that, nobody
// is left to run what they wait for: a deadlock without any lock.
#pragma once

#include <chrono>
#include <future>

#include "lessons/05_thread_pool/thread_pool.hpp"

namespace lockstep::nested_wait {

// Both return whether the water was hot in the end. A kitchen with one cook makes the
// fault certain. Its wait gives up at last, so that the program ends; without that limit
// it would be there for ever, because the one who could boil the water is the one who
// waits.
inline bool broken(std::chrono::milliseconds patience = std::chrono::milliseconds{300}) {
    ThreadPool kitchen{1};
    return kitchen
        .submit([&] {
            const auto water = kitchen.submit([] {});
            return water.wait_for(patience) == std::future_status::ready;  // wrong
        })
        .get();
}

// The mend: the task does not wait. It hands the future on to somebody outside the pool.
inline bool mended() {
    ThreadPool kitchen{1};
    const auto water = kitchen.submit([&kitchen] { return kitchen.submit([] {}); }).get();
    water.wait();
    return true;
}

}  // namespace lockstep::nested_wait
