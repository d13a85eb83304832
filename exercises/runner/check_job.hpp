// A check in a thread of its own, so that keys are heard meanwhile.
#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "common/file_descriptor.hpp"
#include "exercises/runner/checker.hpp"

namespace lockstep::learn {

class CheckJob {
  public:
    CheckJob(const Places& places, const GraderRecipe& recipe,
             std::chrono::seconds limit);
    // Kills the compiler or the grader with all it started, and waits for them.
    ~CheckJob() = default;
    CheckJob(const CheckJob&) = delete;
    CheckJob& operator=(const CheckJob&) = delete;

    int descriptor() const { return done_.get(); }  // readable when there is an end

    Stage stage() const { return stage_; }

    // Once descriptor() is readable. Throws what the check threw.
    std::optional<Facts> take();

  private:
    void run(const std::stop_token& stop);

    const Places places_;
    const GraderRecipe recipe_;
    const std::chrono::seconds limit_;
    const FileDescriptor done_;
    std::atomic<Stage> stage_{Stage::compiling};
    std::mutex mutex_;
    std::optional<Facts> facts_;  // guarded by mutex_
    std::exception_ptr failure_;  // guarded by mutex_
    std::jthread thread_;         // last: it uses all of the above
};

}  // namespace lockstep::learn
