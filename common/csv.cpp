#include "common/csv.hpp"
