// The postman rings first and puts the letter into the box afterwards.
#include <condition_variable>
#include <mutex>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

struct LetterBox {
    std::mutex mutex;
    std::condition_variable rang;
    bool has_letter = false;  // guarded by mutex

    void put() {
        std::scoped_lock lock{mutex};
        has_letter = true;
    }
    void fetch() {
        std::unique_lock lock{mutex};
        rang.wait(lock, [this] { return has_letter; });
    }
};

void wrong() {
    LetterBox box;
    std::jthread reader{[&] { box.fetch(); }};
    box.rang.notify_one();  // wrong: who looks now finds nothing, and sleeps again
    box.put();
}

void right() {
    LetterBox box;
    std::jthread reader{[&] { box.fetch(); }};
    box.put();
    box.rang.notify_one();
}

}  // namespace

const Case notify_before_flag{"notify before the flag", wrong, right,
                              ExplorerVerdict::lost_wake_up,
                              "notify tells of a change, so the change comes first"};

}  // namespace lockstep::cases
