#include <stdexcept>
#include <string>
#include <vector>

#include "lessons/03_event_handshake/event.hpp"
#include "tests/exercises/grader/expect_seen.hpp"
#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

// What next() says, one after the other. After the last one it throws, or says 0.
struct Converter {
    std::vector<int> batches;
    bool fails = false;
    std::size_t made = 0;

    int next() {
        if (made < batches.size()) return batches[made++];
        if (fails) throw std::runtime_error{"000007: no such stock"};
        return 0;
    }
};

struct Outcome {
    std::vector<int> packed;
    std::string thrown;
};

Outcome outcome_of(Converter converter) {
    Outcome outcome;
    bool over = false;
    try {
        run([&] { return converter.next(); },
            [&](int files) {
                expect(!over, "nothing is packed after run has ended");
                outcome.packed.push_back(files);
            });
    } catch (const std::exception& error) {
        outcome.thrown = error.what();
    }
    over = true;
    return outcome;
}

}  // namespace

TEST_CASE("it ends when all is packed") {
    explored([] {
        const auto outcome = outcome_of({{3, 2}});
        expect_seen(outcome.packed, {3, 2}, "the batches of 3 and 2 are packed");
        expect_seen(outcome.thrown, "", "nothing is thrown");
    });
}

TEST_CASE("it ends when the converter fails") {
    explored([] {
        const auto outcome = outcome_of({{3, 1}, true});
        expect_seen(outcome.packed, {3, 1}, "what was handed over is packed");
        expect_seen(outcome.thrown, "000007: no such stock", "what next threw comes out");
    });
}

TEST_CASE("what next throws comes out as it was thrown") {
    explored([] {
        bool is_the_same = false;
        try {
            run([]() -> int { throw 7; }, [](int) {});
        } catch (int number) {
            is_the_same = number == 7;
        }
        expect(is_the_same, "next throws the number 7 and 7 comes out");
    });
}

TEST_CASE("it ends when there is no batch at all") {
    explored([] { expect_seen(outcome_of({}).packed, {}, "nothing is packed"); });
    explored([] {
        const auto outcome = outcome_of({{}, true});
        expect_seen(outcome.packed, {}, "nothing is packed");
        expect_seen(outcome.thrown, "000007: no such stock", "what next threw comes out");
    });
}

TEST_CASE("the converter goes on while the packer packs") {
    explored([] {
        lockstep::Event second_is_made;
        int made = 0;
        run(
            [&] {
                if (++made == 2) second_is_made.set();
                return made <= 2 ? made : 0;
            },
            [&](int batch) {
                if (batch == 1) second_is_made.wait();
            });
    });
}

TEST_CASE("a batch is packed while the next is made") {
    explored([] {
        lockstep::Event first_is_packed;
        int made = 0;
        run(
            [&] {
                if (++made == 2) first_is_packed.wait();
                return made <= 2 ? made : 0;
            },
            [&](int batch) {
                if (batch == 1) first_is_packed.set();
            });
    });
}
