// A program of two source files. This one knows as_price only from its header; the linker
// finds the rest.
#include <iostream>

#include "book/cpp_for_python/price.hpp"

int main() {
    std::cout << "closed at " << as_price(7.1) << '\n';
}
