// Two customers wait for loaves. One is woken for a loaf that the other has taken.
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

struct Bakery {
    std::mutex mutex;
    std::condition_variable baked;
    int loaves = 0;  // guarded by mutex

    void bake() {
        {
            std::scoped_lock lock{mutex};
            ++loaves;
        }
        baked.notify_one();
    }
    void take(std::unique_lock<std::mutex>&) {
        expect(loaves > 0, "who takes a loaf finds one");
        --loaves;
    }
};

void sell_two(void (*buy)(Bakery&)) {
    Bakery bakery;
    std::jthread one{buy, std::ref(bakery)}, two{buy, std::ref(bakery)};
    bakery.bake();
    bakery.bake();
}

void wrong() {
    sell_two([](Bakery& bakery) {
        std::unique_lock lock{bakery.mutex};
        if (bakery.loaves == 0) bakery.baked.wait(lock);  // wrong: looks only once
        bakery.take(lock);
    });
}

void right() {
    sell_two([](Bakery& bakery) {
        std::unique_lock lock{bakery.mutex};
        while (bakery.loaves == 0) bakery.baked.wait(lock);
        bakery.take(lock);
    });
}

}  // namespace

const Case if_instead_of_while{"if instead of while", wrong, right,
                               ExplorerVerdict::assertion_failed,
                               "who is woken must look again: it may be too late, or "
                               "woken for nothing"};

}  // namespace lockstep::cases
