// Two transfers between the same two accounts, in opposite directions.
#include <mutex>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

struct Account {
    std::mutex mutex;
    int balance = 100;  // guarded by mutex
};

void move_money(Account& from, Account& to) {
    from.balance -= 10;
    to.balance += 10;
}

void wrong() {
    Account anna, ben;
    const auto transfer = [](Account& from, Account& to) {
        std::scoped_lock first{from.mutex};
        std::scoped_lock second{to.mutex};  // wrong: the other holds it, and wants ours
        move_money(from, to);
    };
    std::jthread one{[&] { transfer(anna, ben); }};
    transfer(ben, anna);
}

void right() {
    Account anna, ben;
    const auto transfer = [](Account& from, Account& to) {
        std::scoped_lock both{from.mutex, to.mutex};
        move_money(from, to);
    };
    std::jthread one{[&] { transfer(anna, ben); }};
    transfer(ben, anna);
}

}  // namespace

const Case lock_order{"lock-order deadlock", wrong, right, ExplorerVerdict::deadlock,
                      "two mutexes are locked together, or always in the same order"};

}  // namespace lockstep::cases
