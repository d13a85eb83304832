#include "book/cpp_for_python/price.hpp"

#include <iomanip>
#include <sstream>

std::string as_price(double value) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(2) << value;
    return text.str();
}
