#include "common/program.hpp"
