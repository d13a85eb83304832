#include "common/archive.hpp"
