// A template is a pattern from which the compiler writes a class or a function for each
// type that is asked for. What the type must be able to do is found out when it is used.
#include <iostream>
#include <optional>
#include <string>
#include <utility>

template <class T>
class Shelf {  // holds one thing, or nothing
  public:
    void put(T thing) { thing_ = std::move(thing); }
    std::optional<T> take() { return std::exchange(thing_, std::nullopt); }

  private:
    std::optional<T> thing_;
};

template <class T>
T larger(const T& a, const T& b) {
    return a < b ? b : a;
}

int main() {
    Shelf<std::string> shelf;
    shelf.put("000007.xml");
    std::cout << shelf.take().value() << ", then "
              << (shelf.take() ? "another" : "nothing") << '\n';
    std::cout << larger(3, 5) << " and " << larger<std::string>("asks", "bids") << '\n';
}
