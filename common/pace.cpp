#include "common/pace.hpp"
