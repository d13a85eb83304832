// Wrong: the producer is told before the stock is stored.
// Verdict: exception_escaped, the producer learns why its stock is not stored
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
            item->stored.set_value();
            store(item->id);
        } catch (...) {
            item->stored.set_exception(std::current_exception());
            items.close();
            while (items.try_pop()) {
            }
        }
    }
}
