// For the tests of the contract that ThreadPool and FastThreadPool share: each story is a
// template over the pool and has two test cases. Latches arrange the moments that matter.
#pragma once

#include <doctest/doctest.h>

#include <exception>
#include <future>
#include <latch>
#include <stdexcept>
#include <string>
#include <utility>

#include "lessons/05_thread_pool/fast_thread_pool.hpp"
#include "lessons/05_thread_pool/thread_pool.hpp"
#include "tests/support/asleep.hpp"

namespace lockstep::test {

// Keeps one worker busy from its construction until open().
class BusyWorker {
  public:
    explicit BusyWorker(auto& pool)
        : task_{pool.submit([this] {
              begun_.count_down();
              may_finish_.wait();
          })} {
        begun_.wait();
    }
    ~BusyWorker() { open(); }
    BusyWorker(const BusyWorker&) = delete;
    BusyWorker& operator=(const BusyWorker&) = delete;
    void open() {
        if (std::exchange(open_, true)) return;
        may_finish_.count_down();
        task_.wait();
    }

  private:
    std::latch begun_{1}, may_finish_{1};
    bool open_ = false;
    std::future<void> task_;
};

// A handler for tasks that do not fail.
inline void must_not_fail(const std::exception_ptr& failure) {
    std::rethrow_exception(failure);  // ends the program
}

}  // namespace lockstep::test
