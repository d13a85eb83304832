// The promise travels with its item, so it cannot be forgotten: it is kept, with "stored"
// or with the failure, or it breaks when its item is destroyed. Whoever consumes no more
// has to see to the other items: close() refuses new ones, and popping destroys those
// that are in the queue. First close, then pop, or one could come in between.
#include <exception>
#include <functional>
#include <future>
#include <stdexcept>
#include <string>
#include <utility>

#include "lessons/02_queue/blocking_queue.hpp"

struct Item {
    std::string id;
    std::promise<void> stored;
};
using Items = lockstep::BlockingQueue<Item>;
using Store = std::function<void(const std::string& id)>;

void hand_over(Items& items, const std::string& id) {
    Item item{id, {}};
    auto stored = item.stored.get_future();
    if (!items.push(std::move(item))) throw std::runtime_error{id + ": nobody stores it"};
    stored.get();
}

void consume(Items& items, const Store& store) {
    while (auto item = items.pop()) {
        try {
            store(item->id);
            item->stored.set_value();
        } catch (...) {
            item->stored.set_exception(std::current_exception());
            items.close();
            while (items.try_pop()) {
            }
        }
    }
}
