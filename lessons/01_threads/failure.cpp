#include "lessons/01_threads/failure.hpp"

#include "common/console.hpp"

namespace lockstep {

namespace {

void tell(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& error) {
        say_error("{}", error.what());
    }
}

}  // namespace

void handle_and_keep(const Job& job, const std::string& sid,
                     std::exception_ptr& failure) noexcept {
    try {
        handle(job, sid);
    } catch (...) {
        failure = std::current_exception();
    }
}

void throw_first(const Failures& failures) {
    std::exception_ptr first;
    for (const std::exception_ptr& failure : failures) {
        if (failure && first) tell(failure);
        if (failure && !first) first = failure;
    }
    if (first) std::rethrow_exception(first);
}

}  // namespace lockstep
