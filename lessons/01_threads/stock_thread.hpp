// A class that owns the thread that works for it: what a subclass of threading.Thread is
// in Python. It has a std::jthread, it is not one: std::thread has no run() to override,
// and a thread of a derived class would start before the derived part exists.
#pragma once

#include <exception>
#include <string>
#include <thread>

#include "lessons/01_threads/programs/stock.hpp"

namespace lockstep {

// Starts in the constructor; the destructor joins. For one owner; it stays where it is
// made, because its thread holds `this`.
class StockThread {
  public:
    // The job must outlive this object.
    StockThread(const Job& job, std::string sid);
    StockThread(const StockThread&) = delete;
    StockThread& operator=(const StockThread&) = delete;

    const std::string& sid() const { return sid_; }
    // Blocks until the thread has ended; then says what went wrong in it, or nothing.
    std::exception_ptr join();

  private:
    void run() noexcept;

    const Job& job_;
    std::string sid_;
    std::exception_ptr failure_;  // written by thread_, read after its join
    // Must be the last: what the thread uses is made before it and dies after its join.
    std::jthread thread_;
};

}  // namespace lockstep
