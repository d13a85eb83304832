// The menu is printed when the first guest asks. The mutex is avoided once it is there.
#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

struct Menu {
    int dishes = 7;
};

void wrong() {
    std::mutex mutex;
    std::unique_ptr<Menu> menu;
    const auto ask = [&] {
        if (menu == nullptr) {  // wrong: reads what another may be writing
            std::scoped_lock lock{mutex};
            if (menu == nullptr) menu = std::make_unique<Menu>();
        }
        expect(menu->dishes == 7, "the menu is whole");
    };
    std::jthread one{ask}, two{ask};
}

void right() {
    std::mutex mutex;
    std::unique_ptr<Menu> owner;  // guarded by mutex
    // Stored with release after the menu is whole; loaded with acquire before it is read.
    std::atomic<Menu*> menu{nullptr};
    const auto ask = [&] {
        if (menu.load(std::memory_order_acquire) == nullptr) {
            std::scoped_lock lock{mutex};
            if (owner == nullptr) {
                owner = std::make_unique<Menu>();
                menu.store(owner.get(), std::memory_order_release);
            }
        }
        expect(menu.load(std::memory_order_acquire)->dishes == 7, "the menu is whole");
    };
    std::jthread one{ask}, two{ask};
}

}  // namespace

const Case double_checked_locking{
    "double-checked locking", wrong, right, ExplorerVerdict::data_race,
    "the first check reads a plain pointer without the lock"};

}  // namespace lockstep::cases
