#include "exercises/runner/check_job.hpp"

#include <utility>

#include <sys/eventfd.h>

#include "exercises/runner/checker.hpp"

namespace lockstep::learn {

CheckJob::CheckJob(const Places& places, const Exercise& exercise,
                   std::chrono::seconds limit)
    : places_{places},
      exercise_{exercise},
      limit_{limit},
      done_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)},
      thread_{[this](const std::stop_token& stop) { run(stop); }} {}

void CheckJob::run(const std::stop_token& stop) {
    try {
        check_exercises(
            places_, {exercise_}, limit_, stop,
            [this](const Facts& facts) {
                const std::lock_guard lock{mutex_};
                facts_ = facts;
            },
            [this](BuildStep step) {
                const std::lock_guard lock{mutex_};
                step_ = step;
            });
    } catch (...) {
        const std::lock_guard lock{mutex_};
        failure_ = std::current_exception();
    }
    ::eventfd_write(done_.get(), 1);
}

BuildStep CheckJob::step() const {
    const std::lock_guard lock{mutex_};
    return step_;
}

std::optional<Facts> CheckJob::take() {
    const std::lock_guard lock{mutex_};
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    return std::exchange(facts_, std::nullopt);
}

}  // namespace lockstep::learn
