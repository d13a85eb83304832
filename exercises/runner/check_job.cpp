#include "exercises/runner/check_job.hpp"

#include <utility>

#include <sys/eventfd.h>

namespace lockstep::learn {

CheckJob::CheckJob(const Places& places, const GraderRecipe& recipe,
                   std::chrono::seconds limit)
    : places_{places},
      recipe_{recipe},
      limit_{limit},
      done_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)},
      thread_{[this](const std::stop_token& stop) { run(stop); }} {}

void CheckJob::run(const std::stop_token& stop) {
    try {
        const auto& exercise = recipe_.exercise;
        auto facts = check_answer(
            places_, recipe_, places_.exercise(exercise), exercise.target("exercise"),
            {limit_, stop, [this](Stage stage) { stage_ = stage; }});
        const std::lock_guard lock{mutex_};
        facts_ = std::move(facts);
    } catch (...) {
        const std::lock_guard lock{mutex_};
        failure_ = std::current_exception();
    }
    ::eventfd_write(done_.get(), 1);
}

std::optional<Facts> CheckJob::take() {
    const std::lock_guard lock{mutex_};
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    return std::exchange(facts_, std::nullopt);
}

}  // namespace lockstep::learn
