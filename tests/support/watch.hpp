// Tells a test that hangs from one that is slow, and ends it.
//
// The tests run in a child process. This one sleeps, and looks at the child and at all
// that it has started ten times a second. When all their threads have slept for 1.5 s, or
// one process has computed for 10 s (may_take.hpp; three times that under a sanitizer),
// it says which test hangs, and ends it with all that it has started.
//
// Off under a debugger, and where LOCKSTEP_WATCH=off is set: then the tests run here.
#pragma once

#include <functional>

namespace lockstep::test {

// To be called while the process has one thread. Returns the exit code of `tests`; ends
// by the signal that ended them.
int run_watched(const std::function<int()>& tests);

}  // namespace lockstep::test
