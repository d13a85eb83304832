#include "common/xml.hpp"
