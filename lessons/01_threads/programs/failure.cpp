#include "lessons/01_threads/programs/failure.hpp"

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

void throw_first(const Failures& failures) {
    std::exception_ptr first;
    for (const std::exception_ptr& failure : failures) {
        if (failure && first) tell(failure);
        if (failure && !first) first = failure;
    }
    if (first) std::rethrow_exception(first);
}

}  // namespace lockstep
