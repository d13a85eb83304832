#include "lessons/02_queue/programs/timed.hpp"

#include <chrono>
#include <thread>

#include "common/console.hpp"
#include "lessons/02_queue/blocking_queue.hpp"

namespace lockstep {
namespace {

using namespace std::chrono_literals;

// An empty optional has two meanings. ended() tells them apart: once true, it stays true.
std::string_view in_words(const BlockingQueue<int>& queue,
                          const std::optional<int>& item) {
    if (item) return "an item";
    return queue.ended() ? "the end" : "nothing yet";
}

void without_and_with_a_limit() {
    BlockingQueue<int> queue{2};
    say("try_pop on an empty queue: {}", in_words(queue, queue.try_pop()));
    say("pop_for 100 ms: {}", in_words(queue, queue.pop_for(100ms)));
    say("try_push twice: {} {}", queue.try_push(1), queue.try_push(2));
    say("try_push on a full queue: {}", queue.try_push(3));
    say("push_for 100 ms: {}", queue.push_for(3, 100ms));
}

void as_long_as_it_takes(Pace& pace) {
    BlockingQueue<int> queue{1};
    std::jthread producer{[&] {
        name_thread("producer");
        for (int item = 1; item <= 3; ++item) {
            pace.hand_over("the producer pushes " + std::to_string(item));
            say("pushes {}; the queue holds one", item);
            (void)queue.push(item);  // blocks while the last one is still there
        }
        queue.close();
    }};
    while (auto item = queue.pop()) say("popped {}", *item);  // blocks until one comes
    say("pop on a closed, drained queue: the end");
    say("push on a closed queue: {}", queue.push(4));
}

// Between the question and the use of its answer there is room for another thread.
void size_is_advice() {
    BlockingQueue<int> queue;
    (void)queue.push(1);
    const bool empty = queue.empty();
    std::jthread{[&] { (void)queue.try_pop(); }}.join();
    say("empty() said {}, but try_pop finds {}", empty, in_words(queue, queue.try_pop()));
}

}  // namespace

int run_timed(const Settings& settings) {
    without_and_with_a_limit();
    as_long_as_it_takes(*settings.pace);
    size_is_advice();
    return 0;
}

}  // namespace lockstep
