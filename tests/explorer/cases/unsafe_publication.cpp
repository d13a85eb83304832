// A recipe is written down, and then shown. On x86 this seems to work with any order.
#include <atomic>
#include <memory>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

struct Recipe {
    int eggs = 0;
};

void publish(std::memory_order store, std::memory_order load) {
    const auto recipe = std::make_unique<Recipe>();
    std::atomic<Recipe*> shown{nullptr};
    std::jthread cook{[&] {
        const Recipe* found = shown.load(load);
        if (found != nullptr) expect(found->eggs == 3, "the recipe is whole");
    }};
    recipe->eggs = 3;
    shown.store(recipe.get(), store);
    cook.join();
}

void wrong() {
    // wrong: the pointer may be seen before what it points to
    publish(std::memory_order_relaxed, std::memory_order_relaxed);
}

void right() {
    publish(std::memory_order_release, std::memory_order_acquire);
}

}  // namespace

const Case unsafe_publication{"unsafe publication", wrong, right,
                              ExplorerVerdict::data_race,
                              "a relaxed store does not publish what was written before"};

}  // namespace lockstep::cases
