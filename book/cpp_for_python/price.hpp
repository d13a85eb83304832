// Prices as people write them.
#pragma once

#include <string>

// Two digits after the point: 7.1 is "7.10".
std::string as_price(double value);
