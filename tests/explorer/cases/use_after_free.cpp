// A guest looks a dish up on the menu and asks for its price a little later. Meanwhile
// the cook takes it off the menu. Each of them locks the menu whenever he touches it.
#include <memory>
#include <mutex>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

struct Menu {
    std::mutex mutex;
    std::shared_ptr<const int> soup = std::make_shared<int>(7);  // guarded by mutex

    // wrong: the pointer outlives the lock, and perhaps the soup
    const int* look_up() {
        std::scoped_lock lock{mutex};
        return soup.get();
    }
    std::shared_ptr<const int> look_up_to_keep() {
        std::scoped_lock lock{mutex};
        return soup;
    }
    template <class Price>
    int ask(const Price& price) {
        std::scoped_lock lock{mutex};
        return *price;
    }
    void take_off() {
        std::scoped_lock lock{mutex};
        soup = nullptr;
    }
};

void wrong() {
    Menu menu;
    std::jthread cook{[&] { menu.take_off(); }};
    if (const auto soup = menu.look_up())
        expect(menu.ask(soup) == 7, "it is still there");
}

void right() {
    Menu menu;
    std::jthread cook{[&] { menu.take_off(); }};
    if (const auto soup = menu.look_up_to_keep())
        expect(menu.ask(soup) == 7, "it is there as long as somebody keeps it");
}

}  // namespace

const Case use_after_free{"use after free", wrong, right, ExplorerVerdict::use_after_free,
                          "a lock guards what is there, not that it stays there"};

}  // namespace lockstep::cases
