#include "common/manifest.hpp"
