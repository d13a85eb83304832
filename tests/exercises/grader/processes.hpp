// What graders ask the kernel about the processes that they watch.
#pragma once

#include "tests/support/processes.hpp"

namespace lockstep::grader {

using namespace test;

}  // namespace lockstep::grader
