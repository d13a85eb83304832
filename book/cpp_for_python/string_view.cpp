// A string_view points into text that somebody else owns. It must not outlive that text.
#include <iostream>
#include <string>
#include <string_view>

std::string_view first_cell(std::string_view line) {
    return line.substr(0, line.find(','));
}

int main() {
    std::string line = "2026-01-05,7.10";
    const std::string_view date = first_cell(line);  // good while line is unchanged
    std::cout << date << '\n';

    const std::string kept{date};  // a copy of our own, for later
    line = "2026-01-06,7.35";      // from here on date must not be read
    std::cout << kept << ", then " << first_cell(line) << '\n';
}
