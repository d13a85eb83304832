#include "tests/support/run_program.hpp"
