// For a test that sleeps, or computes, for longer than one that hangs would.
//
//     const MaySleep time_out{5s, "the kernel's shortest time-out is 3 s"};
//
// Every test program is watched from outside (watch.hpp). When all threads of a test and
// of what it has started have slept for 1.5 s, it hangs; when one process has computed
// for 10 s, it comes to no end. While one of these lives, that time is another.
#pragma once

#include <atomic>
#include <chrono>

namespace lockstep::test {

// What the test and its watcher both see.
struct Watched {
    std::atomic<std::chrono::milliseconds> may_sleep{std::chrono::milliseconds{1500}};
    std::atomic<std::chrono::milliseconds> may_compute{std::chrono::seconds{10}};
    std::atomic<int> tests{0};  // that have begun
    char name[512] = "";        // of the last; partner: `tests`
};
Watched& watched();

// One thread at a time may make or destroy any of these.
class MayTake {
  public:
    MayTake(const MayTake&) = delete;
    MayTake& operator=(const MayTake&) = delete;

  protected:
    MayTake(std::atomic<std::chrono::milliseconds>& limit, std::chrono::milliseconds time)
        : limit_{limit}, before_{limit.exchange(time)} {}
    ~MayTake() { limit_ = before_; }

  private:
    std::atomic<std::chrono::milliseconds>& limit_;
    const std::chrono::milliseconds before_;
};

// The reason is for who reads the test.
struct MaySleep : MayTake {
    MaySleep(std::chrono::milliseconds time, const char* /*reason*/)
        : MayTake{watched().may_sleep, time} {}
};
struct MayCompute : MayTake {
    MayCompute(std::chrono::milliseconds time, const char* /*reason*/)
        : MayTake{watched().may_compute, time} {}
};

}  // namespace lockstep::test
