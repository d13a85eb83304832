// What thread_local is, shown one property at a time. Each returns what a test wants to
// know.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "common/pace.hpp"

namespace lockstep {

// Three threads count with the same variable, which each has for itself. Returns their
// counts in order, and at last the main thread's: {1, 2, 3, 0}.
std::vector<int> count_in_three_threads(Pace& pace);

// The same variable has another address in each of three threads. Returns the addresses,
// taken while all three lived.
std::set<const void*> addresses_in_three_threads();

// An object is made when its thread first uses it, and destroyed when the thread ends; a
// thread that never uses it never makes one. Returns what happened, in order.
std::vector<std::string> life_of_a_notebook(Pace& pace);

// What it is not: not inherited by a thread that this one starts, not one for each
// object, not one for each task. Each returns the value that was found.
int value_in_a_child_thread();  // 0, although the parent's is 7
int value_in_another_object();  // 7, set through the first object
int value_in_the_next_task();   // 7, left behind by the task before

}  // namespace lockstep
