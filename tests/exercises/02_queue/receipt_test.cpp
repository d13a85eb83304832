#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

// What the producer learns; nothing: its stock is stored.
std::optional<std::string> learn(Items& items, const std::string& id) {
    try {
        hand_over(items, id);
        return std::nullopt;
    } catch (const std::exception& failure) {
        return failure.what();
    }
}

void full_disk(const std::string&) {
    throw std::runtime_error{"the disk is full"};
}

}  // namespace

TEST_CASE("the producer learns why its stock is not stored") {
    explored([] {
        Items items;
        std::jthread consumer{[&] { consume(items, full_disk); }};
        expect(learn(items, "000001") == "the disk is full",
               "hand_over throws that the disk is full");
        items.close();
    });
    explored([] {
        Items items;
        std::jthread consumer{[&] {
            consume(items, [](const std::string& id) { throw std::length_error{id}; });
        }};
        expect(learn(items, "300750") == "300750", "hand_over throws what store threw");
        items.close();
    });
}

TEST_CASE("hand_over returns when its stock is stored") {
    explored([] {
        std::vector<std::string> stored;
        Items items;
        std::jthread consumer{[&] {
            consume(items, [&](const std::string& id) { stored.push_back(id); });
        }};
        for (const char* id : {"000002", "000333"}) {
            expect(!learn(items, id), "hand_over does not throw");
            expect(stored.back() == id, "the stock is stored by then");
        }
        items.close();
    });
}

TEST_CASE("a producer behind it in the queue learns that nobody stores its stock") {
    explored(
        [] {
            Items items;
            std::jthread consumer{[&] { consume(items, full_disk); }};
            std::jthread other{
                [&] { expect(learn(items, "000002").has_value(), "000002 learns"); }};
            expect(learn(items, "000001").has_value(), "000001 learns");
            other.join();
            items.close();
        },
        {.preemptions = 1, .random_schedules = 300});
}

TEST_CASE("a producer who comes when the consumer has ended learns it too") {
    explored([] {
        Items items;
        std::jthread consumer{[&] { consume(items, full_disk); }};
        learn(items, "000001");
        consumer.join();
        expect(learn(items, "000002").has_value(), "hand_over throws");
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
