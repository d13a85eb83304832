#include <exception>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

bool is_stored(Items& items, const std::string& id) {
    try {
        hand_over(items, id);
        return true;
    } catch (...) {
        return false;
    }
}

// Its exception lives as long as the disk: the explorer does not see how the library
// counts who still holds one, and would take its end for a race.
class FullDisk {
  public:
    explicit FullDisk(const char* why)
        : why_{std::make_exception_ptr(std::runtime_error{why})} {}
    explicit FullDisk(int number) : why_{std::make_exception_ptr(number)} {}
    Store store() const {
        return [this](const std::string&) { std::rethrow_exception(why_); };
    }

  private:
    std::exception_ptr why_;
};

void learn_why(const char* why) {
    const FullDisk disk{why};
    Items items;
    std::jthread consumer{[&] { consume(items, disk.store()); }};
    std::string learnt = "nothing";
    try {
        hand_over(items, "000001");
    } catch (const std::runtime_error& failure) {
        learnt = failure.what();
    } catch (...) {
        learnt = "another exception";
    }
    expect(learnt == why, "hand_over throws what store threw");
    items.close();
}

void learn_the_number(int number) {
    const FullDisk disk{number};
    Items items;
    std::jthread consumer{[&] { consume(items, disk.store()); }};
    int learnt = 0;
    try {
        hand_over(items, "000001");
    } catch (int failure) {
        learnt = failure;
    } catch (...) {
    }
    expect(learnt == number, "store threw the number " + std::to_string(number) +
                                 " and hand_over throws it");
    items.close();
}

}  // namespace

TEST_CASE("the producer learns why its stock is not stored") {
    explored([] { learn_why("the disk is full"); });
    explored([] { learn_why("no such folder"); });
}

TEST_CASE("whatever store throws the producer learns it") {
    explored([] { learn_the_number(28); }, {.preemptions = 1, .random_schedules = 50});
    explored([] { learn_the_number(5); }, {.preemptions = 0, .random_schedules = 0});
}

TEST_CASE("hand_over returns when its stock is stored") {
    explored([] {
        std::vector<std::string> stored;
        Items items;
        std::jthread consumer{[&] {
            consume(items, [&](const std::string& id) { stored.push_back(id); });
        }};
        for (const char* id : {"000002", "000333"}) {
            expect(is_stored(items, id), "hand_over does not throw");
            expect(stored.back() == id, "the stock is stored by then");
        }
        items.close();
    });
}

TEST_CASE("nobody waits for a consumer that has left") {
    explored(
        [] {
            const FullDisk disk{"the disk is full"};
            Items items;
            std::jthread consumer{[&] { consume(items, disk.store()); }};
            std::jthread other{
                [&] { expect(!is_stored(items, "000002"), "000002 learns"); }};
            expect(!is_stored(items, "000001"), "000001 learns");
            other.join();
            items.close();
        },
        {.preemptions = 1, .random_schedules = 300});
}

TEST_CASE("who comes too late is told so") {
    explored([] {
        const FullDisk disk{"the disk is full"};
        Items items;
        std::jthread consumer{[&] { consume(items, disk.store()); }};
        expect(!is_stored(items, "000001"), "hand_over throws");
        consumer.join();
        expect(!is_stored(items, "000002"), "hand_over throws");
    });
}

TEST_CASE("consumer and producer wait asleep") {
    watched([] {
        Items items;
        waits_asleep([&] { consume(items, [](const std::string&) {}); },
                     [&] { items.close(); });
    });
    watched([] {
        Items items;
        std::jthread consumer;
        waits_asleep([&] { hand_over(items, "000001"); },
                     [&] {
                         consumer = std::jthread{
                             [&] { consume(items, [](const std::string&) {}); }};
                     });
        items.close();
    });
}
