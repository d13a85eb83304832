// Two threads withdraw from one account, a whole program with its own main().
//
//     account         looks at the balance, then withdraws: in between, so does the other
//     account locked  does both under one lock
//     account often   the same, and looks ten thousand times before
#include <atomic>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <thread>

namespace {

std::atomic<int> balance{100};
std::mutex mutex;

void withdraw_100() {
    if (balance >= 100) balance -= 100;
}

void withdraw_100_locked() {
    const std::scoped_lock lock{mutex};
    withdraw_100();
}

void withdraw_100_at_last() {
    for (int i = 0; i < 10'000; ++i) {
        const std::scoped_lock lock{mutex};
        if (balance < 0) return;
    }
    withdraw_100_locked();
}

}  // namespace

int main(int argc, char** argv) {
    const bool locked = argc > 1 && std::strcmp(argv[1], "locked") == 0;
    const bool often = argc > 1 && std::strcmp(argv[1], "often") == 0;
    const auto withdraw = often    ? withdraw_100_at_last
                          : locked ? withdraw_100_locked
                                   : withdraw_100;
    std::thread one{withdraw};
    std::thread two{withdraw};
    one.join();
    two.join();
    std::printf("balance: %d\n", balance.load());
    return balance < 0 ? 1 : 0;
}
