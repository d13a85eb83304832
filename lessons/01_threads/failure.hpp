// How an exception in a thread reaches the thread that joins it.
//
// An exception must not leave a thread's function: std::terminate would end the whole
// program. So every thread keeps what it catches in a slot of its own, and main looks
// there after the join. No lock is needed: one thread writes the slot, and the join comes
// before main reads it.
#pragma once

#include <exception>
#include <string>
#include <vector>

#include "lessons/01_threads/stock.hpp"

namespace lockstep {

using Failures =
    std::vector<std::exception_ptr>;  // one slot a stock; empty: it went well

// What a thread runs: handle(), with whatever it throws kept in `failure`.
void handle_and_keep(const Job& job, const std::string& sid,
                     std::exception_ptr& failure) noexcept;

// To be called after the joins. Throws the first failure; the others are told on standard
// error.
void throw_first(const Failures& failures);

}  // namespace lockstep
