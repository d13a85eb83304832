// What is expected now and then is a value. What stops the work is an exception.
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>

std::optional<double> close_of(const std::string& cell) {
    if (cell == "None") return std::nullopt;  // not traded that day: nothing is wrong
    return std::stod(cell);  // throws std::invalid_argument when it is no number
}

double required_close(const std::string& cell) {
    if (const auto price = close_of(cell)) return *price;
    throw std::runtime_error{"no price"};
}

int main() {
    for (const std::string cell : {"7.10", "None"}) {
        const auto price = close_of(cell);
        std::cout << cell << ": " << (price ? "traded" : "did not trade") << '\n';
    }
    try {
        std::cout << required_close("7.10") << '\n';
        std::cout << required_close("None") << '\n';
    } catch (const std::exception& error) {
        std::cout << "stopped: " << error.what() << '\n';
    }
}
