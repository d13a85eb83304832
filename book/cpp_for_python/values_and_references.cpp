// In Python a name is a label on an object. In C++ a variable is the object; a reference
// (&) is a second name for it.
#include <iostream>
#include <string>
#include <vector>

using Basket = std::vector<std::string>;

void add_to_a_copy(Basket basket) {
    basket.push_back("000007");
}

void add_to(Basket& basket) {
    basket.push_back("000007");
}

int main() {
    Basket mine{"000001"};
    Basket copy = mine;   // a second basket with the same contents
    Basket& same = mine;  // a second name for the first basket

    copy.push_back("000002");
    add_to_a_copy(mine);
    std::cout << "mine holds " << mine.size() << ", copy holds " << copy.size() << '\n';

    add_to(same);
    std::cout << "mine holds " << mine.size() << ", copy holds " << copy.size() << '\n';
}
