#include <thread>
#include <vector>

#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

std::vector<Counts> gates(const std::vector<int>& people) {
    std::vector<Counts> counts;
    for (const int some : people)
        std::thread{[&] { counts.push_back(let_in(some)); }}.join();
    return counts;
}

}  // namespace

TEST_CASE("what gate 3 sees of the global is predicted") {
    watched([] { expect(predicted.in_the_hall == 6, "predicted.in_the_hall is right"); });
}

TEST_CASE("what gate 3 sees of the thread_local is predicted") {
    watched([] { expect(predicted.let_in_here == 1, "predicted.let_in_here is right"); });
}

TEST_CASE("what gate 3 sees of the static local is predicted") {
    watched([] { expect(predicted.last_ticket == 6, "predicted.last_ticket is right"); });
}

TEST_CASE("the tickets of every gate begin with number 1") {
    watched([] {
        const auto seen = gates({2, 3, 1});
        expect(seen[0].last_ticket == 2,
               "gate 1 lets in two people, the last has ticket 2");
        expect(seen[1].last_ticket == 3, "gate 2 lets in three, the last has ticket 3");
        expect(seen[2].last_ticket == 1, "gate 3 lets in one, with ticket 1");
    });
    watched([] {
        const auto seen = gates({4, 5});
        expect(seen[0].last_ticket == 4 && seen[1].last_ticket == 5,
               "of two gates with four and five people, the last tickets are 4 and 5");
    });
}

TEST_CASE("a gate that opens again goes on with its tickets") {
    watched([] {
        int first = 0, second = 0;
        std::thread{[&] {
            first = let_in(2).last_ticket;
            second = let_in(3).last_ticket;
        }}.join();
        expect(first == 2 && second == 5,
               "two people and then three more, in one thread, "
               "have the tickets 1 to 5");
    });
}

TEST_CASE("the rest is as it was") {
    watched([] {
        const auto seen = gates({2, 3, 1});
        expect(seen[0].in_the_hall == 2 && seen[1].in_the_hall == 5 &&
                   seen[2].in_the_hall == 6,
               "the hall has 2, then 5, then 6 people");
        expect(seen[0].let_in_here == 2 && seen[1].let_in_here == 3 &&
                   seen[2].let_in_here == 1,
               "the gates have let in 2, 3 and 1 of them");
    });
}
