// The fault itself: two threads write one int. Undefined, so no other program includes
// this file. Have ThreadSanitizer tell:
//     g++ -std=c++20 -g -fsanitize=thread real_torn_counter.cpp -o torn && ./torn
#include <iostream>
#include <thread>

int main() {
    int done = 0;
    const auto add_one = [&] { ++done; };
    {
        std::jthread one{add_one};
        std::jthread two{add_one};
    }
    std::cout << done << '\n';
}
