#include "common/interrupt.hpp"
