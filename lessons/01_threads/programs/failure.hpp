// How an exception in a thread reaches the thread that joins it.
//
// An exception must not leave a thread's function: std::terminate would end the program.
// So every thread keeps what it catches in a slot of its own, and main looks there after
// the join. No lock is needed: one thread writes the slot, and the join comes before the
// read.
#pragma once

#include <exception>
#include <vector>

namespace lockstep {

using Failures =
    std::vector<std::exception_ptr>;  // one slot a thread; empty: it went well

// Runs the work in the calling thread; whatever it throws is kept in `failure`.
template <class Work>
void keep_exception(std::exception_ptr& failure, const Work& work) noexcept {
    try {
        work();
    } catch (...) {
        failure = std::current_exception();
    }
}

// To be called after the joins. Throws the first failure; the others are told on standard
// error.
void throw_first(const Failures& failures);

}  // namespace lockstep
