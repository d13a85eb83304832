// A pile of two plates without a lock. While one thread is about to take the upper plate,
// another takes both and puts the upper one back: the top looks as if nothing had
// happened.
#include <array>
#include <atomic>
#include <cstdint>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

// Plates are numbered from 1; 0 is "none". The upper half of top_ counts the changes.
class Pile {
  public:
    explicit Pile(bool counts) : change_{counts ? std::uint64_t{1} << 32U : 0} {
        push(2);
        push(1);
    }
    void push(unsigned plate) {
        auto top = top_.load();
        do below_[plate] = number(top);
        while (!top_.compare_exchange_strong(top, next(top, plate)));
    }
    unsigned pop() {
        auto top = top_.load();
        while (number(top) != 0 &&
               !top_.compare_exchange_strong(top, next(top, below_[number(top)])))
            continue;
        return number(top);
    }

  private:
    static unsigned number(std::uint64_t top) { return static_cast<unsigned>(top); }
    std::uint64_t next(std::uint64_t top, unsigned plate) const {
        return ((top >> 32U << 32U) + change_) | plate;
    }

    const std::uint64_t change_;  // 0: a pile that does not count
    std::atomic<std::uint64_t> top_{0};
    std::array<std::atomic<unsigned>, 3> below_{};
};

void use(bool counts) {
    Pile pile{counts};
    unsigned upper = 0, lower = 0, taken = 0;
    {
        std::jthread one{[&] { taken = pile.pop(); }};
        std::jthread two{[&] {
            upper = pile.pop();
            lower = pile.pop();
            if (upper != 0) pile.push(upper);
        }};
    }
    const unsigned left = pile.pop();
    expect(left == 0 || (left != lower && left != taken), "each plate is in one place");
}

void wrong() {
    use(false);  // wrong: the same top is not the same pile
}

void right() {
    use(true);
}

}  // namespace

const Case aba_stack{"ABA in a lock-free stack", wrong, right,
                     ExplorerVerdict::assertion_failed,
                     "compare-exchange sees the same value, not that nothing happened"};

}  // namespace lockstep::cases
