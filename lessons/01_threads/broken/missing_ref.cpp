// Fault: an argument that the thread's function takes by reference is passed without
// std::ref. This file does not compile, on purpose. The mended line is in
// missing_ref.hpp.
#include <thread>

void count_shares(int& shares) {
    shares = 100;
}

int main() {
    int shares = 0;
    std::thread counter{count_shares, shares};
    counter.join();
}
