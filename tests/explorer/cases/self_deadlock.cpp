// A till that locks itself, and then asks itself for its total.
#include <mutex>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

class Till {
  public:
    int total() {
        std::scoped_lock lock{mutex_};
        return total_;
    }
    int add_and_ask(int coins) {
        std::scoped_lock lock{mutex_};
        total_ += coins;
        return total();  // wrong: locks what this thread has locked
    }
    int add(int coins) {
        std::scoped_lock lock{mutex_};
        return total_ += coins;
    }

  private:
    std::mutex mutex_;
    int total_ = 0;  // guarded by mutex_
};

void wrong() {
    Till till;
    std::jthread seller{[&] { till.add_and_ask(5); }};
    till.add_and_ask(2);
}

void right() {
    Till till;
    std::jthread seller{[&] { till.add(5); }};
    till.add(2);
}

}  // namespace

const Case self_deadlock{"self-deadlock", wrong, right, ExplorerVerdict::deadlock,
                         "a std::mutex is not locked twice by the same thread"};

}  // namespace lockstep::cases
