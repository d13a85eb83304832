// D08 of the source notes: workers share a few slots. A job that fails keeps its slot.
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

class Slots {
  public:
    void take() {
        std::unique_lock lock{mutex_};
        freed_.wait(lock, [this] { return free_ > 0; });
        --free_;
    }
    void give_back() {
        {
            std::scoped_lock lock{mutex_};
            ++free_;
        }
        freed_.notify_one();
    }

  private:
    std::mutex mutex_;
    std::condition_variable freed_;  // free_ grew
    int free_ = 1;                   // guarded by mutex_
};

void convert(int stock) {
    if (stock == 7) throw std::runtime_error{"no prices for 000007"};
}

void work_in_two(void (*work)(Slots&, int)) {
    Slots slots;
    const auto survive = [&](int stock) {
        try {
            work(slots, stock);
        } catch (const std::runtime_error&) {
        }
    };
    std::jthread one{survive, 1}, seven{survive, 7};
}

void wrong() {
    work_in_two([](Slots& slots, int stock) {
        slots.take();
        convert(stock);
        slots.give_back();  // wrong: not when convert() throws
    });
}

void right() {
    work_in_two([](Slots& slots, int stock) {
        slots.take();
        try {
            convert(stock);
        } catch (...) {
            slots.give_back();
            throw;
        }
        slots.give_back();
    });
}

}  // namespace

const Case slot_lost_on_exception{"slot lost on an exception (D08)", wrong, right,
                                  ExplorerVerdict::deadlock,
                                  "a failed job must free its slot like any other"};

}  // namespace lockstep::cases
