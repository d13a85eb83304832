// WRONG: an item carries a signal for "done". When the consumer dies, nobody ever gives
// it.
//
// A signal can say "done" and nothing else, so its producer cannot be told "it will not
// happen". A std::promise can: it carries a value or an exception, and breaks when it is
// destroyed.
#pragma once

#include <future>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <thread>

#include "lessons/02_queue/stairs/6_waiting_with_predicate.hpp"

namespace lockstep {

// True when the producer would wait for ever: the consumer is gone and "done" was not
// given.
inline bool done_never_comes() {
    struct Task {
        std::string id;
        std::binary_semaphore* done;  // the producer's
    };
    WaitingQueue<Task> queue;
    std::binary_semaphore done{0};
    {
        std::jthread consumer{[&] {
            Task task = queue.pop();
            try {
                throw std::runtime_error{"cannot convert " + task.id};
            } catch (const std::runtime_error&) {
                return;  // WRONG: the signal should be given, but would mean "it is done"
            }
        }};
        queue.push(Task{"000007", &done});
    }                            // the consumer has ended
    return !done.try_acquire();  // done.acquire() would never return
}

// The twin: what the producer learns when the consumer dies with its promise.
inline bool broken_promise_comes() {
    WaitingQueue<std::promise<void>> queue;
    std::promise<void> promise;
    auto done = promise.get_future().share();  // keeps the failure alive while we look
    std::jthread consumer{[&] { auto job = queue.pop(); }};  // destroyed without a word
    queue.push(std::move(promise));
    try {
        done.get();
        return false;
    } catch (const std::future_error& error) {
        return error.code() == std::future_errc::broken_promise;
    }
}

}  // namespace lockstep
