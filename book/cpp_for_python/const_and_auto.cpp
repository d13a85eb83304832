// const promises not to change; auto lets the compiler name the type. Neither costs
// anything when the program runs.
#include <iostream>
#include <vector>

double sum_of(const std::vector<double>& prices) {  // reads yours, without a copy
    double sum = 0;
    for (const auto& price : prices) sum += price;
    return sum;
}

int main() {
    std::vector<double> prices{7.0, 8.0};
    for (auto price : prices) std::cout << (price *= 2) << '\n';  // doubles a copy
    std::cout << "still " << sum_of(prices) << '\n';

    for (auto& price : prices) price *= 2;  // changes the element itself
    const auto sum = sum_of(prices);        // a double that stays as it is
    std::cout << "now " << sum << '\n';
}
