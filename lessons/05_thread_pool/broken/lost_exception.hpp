// Fault D15: a task throws, and nobody asks its future. The exception is stored for
// whoever asks, and is thrown away with the future.
#pragma once

#include <atomic>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

namespace lockstep::lost_exception {

struct Evening {
    int cooked = 0;                 // of three dishes
    std::vector<std::string> told;  // what the landlord heard of the others
};

inline void cook(int dish, std::atomic<int>& cooked) {
    if (dish == 2) throw std::runtime_error{"dish 2 is burnt"};
    ++cooked;
}

inline Evening broken() {
    std::atomic<int> cooked{0};
    {
        ThreadPool kitchen{2};
        for (int dish = 1; dish <= 3; ++dish)
            // wrong: the future goes away, and what it brings with it
            (void)kitchen.submit(cook, dish, std::ref(cooked));
    }
    return {cooked, {}};
}

// The mend: who wants no future says what is to be done with a failure. And submit() is
// [[nodiscard]]: without the (void) above, the compiler warns.
inline Evening mended() {
    std::atomic<int> cooked{0};
    std::mutex mutex;
    std::vector<std::string> told;  // guarded by mutex
    {
        ThreadPool kitchen{2};
        for (int dish = 1; dish <= 3; ++dish)
            kitchen.post([dish, &cooked] { cook(dish, cooked); },
                         [&](const std::exception_ptr& failure) {
                             try {
                                 std::rethrow_exception(failure);
                             } catch (const std::exception& error) {
                                 const std::lock_guard lock{mutex};
                                 told.push_back(error.what());
                             }
                         });
    }
    return {cooked, told};
}

}  // namespace lockstep::lost_exception
