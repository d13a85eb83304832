// A producer hands over a stock and waits until it is stored. Its item points to a
// promise, which the consumer keeps with "stored". But when the disk is full store()
// throws, the consumer ends, and every producer waits for ever.
// TODO: hand_over() returns when its stock is stored. It throws what store() threw for
// it, and any exception when nobody will store it any more. Edit all but the parameters.
// Read again: "The code", Stair 9, in lessons/02_queue/README.md.
#include <exception>
#include <functional>
#include <future>
#include <string>
#include <utility>

#include "lessons/02_queue/blocking_queue.hpp"

struct Item {
    std::string id;
    std::promise<void>* stored;  // the producer's
};
using Items = lockstep::BlockingQueue<Item>;
using Store = std::function<void(const std::string& id)>;

// For many threads.
void hand_over(Items& items, const std::string& id) {
    std::promise<void> stored;
    (void)items.push(Item{id, &stored});
    stored.get_future().get();
}

// For one thread. Ends when the queue does, or with the first stock that cannot be
// stored. Throws nothing.
void consume(Items& items, const Store& store) {
    try {
        while (const auto item = items.pop()) {
            store(item->id);
            item->stored->set_value();
        }
    } catch (const std::exception&) {
        // The disk is full. Whom to tell?
    }
}
