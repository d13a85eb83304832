#include "lessons/02_queue/programs/end_mark.hpp"

#include <latch>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "common/console.hpp"
#include "common/stock_id.hpp"
#include "lessons/02_queue/blocking_queue.hpp"

namespace lockstep {
namespace {

using Item = std::optional<std::string>;  // empty: the end mark
constexpr int item_count = 3;

class Consumers {
  public:
    Consumers(BlockingQueue<Item>& queue, int count, Pace& pace) {
        for (int number = 1; number <= count; ++number) {
            threads_.emplace_back([this, &queue, &pace, number](std::stop_token stop) {
                name_thread("consumer " + std::to_string(number));
                consume(queue, pace, stop);
            });
        }
    }

    void wait_for_first_end() { first_end_.wait(); }
    void join() { threads_.clear(); }  // asks each to stop, then joins it
    void join_without_asking() {
        for (auto& thread : threads_) thread.join();
    }
    Ends ends() {
        std::lock_guard lock{mutex_};
        return ends_;
    }

  private:
    void consume(BlockingQueue<Item>& queue, Pace& pace, std::stop_token stop) {
        int items = 0;
        auto item = queue.pop(stop);
        for (; item && *item; item = queue.pop(stop)) {
            pace.hand_over(thread_name() + " has taken " + **item);
            say("takes {}", **item);
            ++items;
        }
        // Three reasons to be here: the mark, a closed queue, or somebody asked us to
        // stop.
        const bool learnt = item || queue.ended();
        say("{}",
            learnt ? "has learnt of the end" : "was left waiting, and is asked to stop");
        std::lock_guard lock{mutex_};
        ends_.items += items;
        ++(learnt ? ends_.ended : ends_.abandoned);
        if (ends_.ended + ends_.abandoned == 1) first_end_.count_down();
    }

    std::mutex mutex_;
    Ends ends_;  // guarded by mutex_
    std::latch first_end_{1};
    std::vector<std::jthread> threads_;
};

void push_items(BlockingQueue<Item>& queue) {
    for (const auto& id : stock_ids(item_count)) (void)queue.push(id);
}

}  // namespace

Ends end_with_one_mark(int consumers, Pace& pace) {
    BlockingQueue<Item> queue;
    Consumers threads{queue, consumers, pace};
    push_items(queue);
    (void)queue.push(std::nullopt);
    // Who took the mark has ended. From here on the queue stays empty: the others wait
    // for ever.
    threads.wait_for_first_end();
    threads.join();
    return threads.ends();
}

Ends end_by_closing(int consumers, Pace& pace) {
    BlockingQueue<Item> queue;
    Consumers threads{queue, consumers, pace};
    push_items(queue);
    queue.close();
    threads.join_without_asking();
    return threads.ends();
}

int run_end_mark(const Settings& settings) {
    auto show = [](std::string_view what, Ends ends) {
        say_plain("{}: {} items, {} ended, {} left waiting\n\n", what, ends.items,
                  ends.ended, ends.abandoned);
    };
    show("One consumer, one end mark", end_with_one_mark(1, *settings.pace));
    show("Two consumers, one end mark", end_with_one_mark(2, *settings.pace));
    show("Two consumers, a closed queue", end_by_closing(2, *settings.pace));
    return 0;
}

}  // namespace lockstep
