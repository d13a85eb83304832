// The fault itself: a thread reads a local that is gone. Undefined, so no other program
// includes this file. Have AddressSanitizer tell:
//     g++ -std=c++20 -g -fsanitize=address real_dangling_capture.cpp -o dangling &&
//     ./dangling
#include <iostream>
#include <latch>
#include <thread>

int main() {
    std::latch block_is_over{1};
    std::jthread thread;
    {
        int number = 1;
        thread = std::jthread{[&] {
            block_is_over.wait();
            std::cout << number << '\n';
        }};
    }  // number ends here, the thread does not
    block_is_over.count_down();
}
