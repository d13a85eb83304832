// D10 of the source notes: one end mark in the queue, and two who wait for it.
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

class Queue {
  public:
    void push(int item) {
        {
            std::scoped_lock lock{mutex_};
            items_.push_back(item);
        }
        grew_.notify_one();
    }
    int pop() {
        std::unique_lock lock{mutex_};
        grew_.wait(lock, [this] { return !items_.empty(); });
        const int item = items_.front();
        items_.pop_front();
        return item;
    }

  private:
    std::mutex mutex_;
    std::condition_variable grew_;  // items_ grew
    std::deque<int> items_;         // guarded by mutex_
};

constexpr int end_mark = -1;

void wrong() {
    Queue stocks;
    const auto convert = [&] {
        while (stocks.pop() != end_mark) continue;
    };
    std::jthread one{convert}, two{convert};
    stocks.push(7);
    stocks.push(end_mark);  // wrong: who takes it takes it from the other
}

void right() {
    Queue stocks;
    const auto convert = [&] {
        while (stocks.pop() != end_mark) continue;
        stocks.push(end_mark);  // for the next one
    };
    std::jthread one{convert}, two{convert};
    stocks.push(7);
    stocks.push(end_mark);
}

}  // namespace

const Case one_end_mark_for_two{"two consumers, one end mark (D10)", wrong, right,
                                ExplorerVerdict::deadlock, "one mark ends one consumer"};

}  // namespace lockstep::cases
