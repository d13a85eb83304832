#include "common/console.hpp"
