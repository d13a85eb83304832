// Wrong: what is no std::exception leaves consume(), and the whole program ends.
// Verdict: exception_escaped, whatever store throws the producer learns it
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
        } catch (const std::exception&) {
            item->stored.set_exception(std::current_exception());
            items.close();
            while (items.try_pop()) {
            }
        }
    }
}
