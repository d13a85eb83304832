// A destructor runs when the scope of its object ends, however it ends. Python's `with`
// does this for the objects you remember to name; C++ does it for every one.
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>

class Report {
  public:
    explicit Report(std::string name) : name_{std::move(name)} {
        std::cout << "open " << name_ << '\n';
    }
    ~Report() { std::cout << "close " << name_ << '\n'; }
    Report(const Report&) = delete;  // two objects must not close one file
    Report& operator=(const Report&) = delete;

  private:
    std::string name_;
};

void convert() {
    Report csv{"000007.csv"};
    Report xml{"000007.xml"};
    throw std::runtime_error{"line 3 is ragged"};
}  // xml is closed, then csv, although nobody says so

int main() {
    try {
        convert();
    } catch (const std::exception& error) {
        std::cout << "failed: " << error.what() << '\n';
    }
}
