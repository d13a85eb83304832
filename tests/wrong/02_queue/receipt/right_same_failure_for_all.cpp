// Right: the items behind it get the same failure, and a refused one breaks its promise.
// Verdict: passed
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
    std::promise<void> promise;
    auto stored = promise.get_future();
    {
        Item item{id, std::move(promise)};
        (void)items.push(std::move(item));
    }
    stored.get();
}

void consume(Items& items, const Store& store) {
    std::exception_ptr failure;
    while (auto item = items.pop()) {
        if (!failure) {
            try {
                store(item->id);
            } catch (...) {
                failure = std::current_exception();
                items.close();
            }
        }
        if (failure)
            item->stored.set_exception(failure);
        else
            item->stored.set_value();
    }
}
