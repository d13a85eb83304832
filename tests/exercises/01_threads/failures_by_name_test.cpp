#include <exception>
#include <map>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/exercises/grader/expect_seen.hpp"
#include "tests/exercises/grader/gathering.hpp"
#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

using Words = std::vector<std::string>;

struct Refused : std::exception {
    const char* what() const noexcept override { return "refused"; }
};

struct Outcome {
    Words messages;
    std::set<std::string> there;  // stocks that were downloaded
};

// What fails is listed with its reason.
Outcome fetch(const Words& ids, const std::map<std::string, const char*>& failing) {
    std::mutex mutex;
    std::set<std::string> there;  // guarded by mutex
    Outcome outcome;
    outcome.messages = fetch_all(ids, [&](const std::string& id) {
        if (failing.contains(id)) throw std::runtime_error{failing.at(id)};
        const std::lock_guard lock{mutex};
        there.insert(id);
    });
    const std::lock_guard lock{mutex};
    outcome.there = there;
    return outcome;
}

}  // namespace

TEST_CASE("a failed download is named and the others finish") {
    explored([] {
        const auto outcome = fetch({"000001", "000004"}, {{"000004", "404 Not Found"}});
        expect_seen(outcome.messages, {"000004: 404 Not Found"}, "000004 is named");
        expect(outcome.there.contains("000001"), "000001 is downloaded");
    });
    explored([] {
        const auto outcome =
            fetch({"300750", "000333"}, {{"300750", "no route to host"}});
        expect_seen(outcome.messages, {"300750: no route to host"}, "300750 is named");
        expect(outcome.there.contains("000333"), "000333 is downloaded");
    });
}

TEST_CASE("of several failures each is named in the order of the ids") {
    explored([] {
        const auto outcome = fetch({"000002", "000001"},
                                   {{"000001", "no route"}, {"000002", "404 Not Found"}});
        expect_seen(outcome.messages, {"000002: 404 Not Found", "000001: no route"},
                    "both are named and 000002 is first");
    });
}

TEST_CASE("every kind of std exception is named") {
    explored([] {
        const auto messages = fetch_all({"000001", "000002"}, [](const std::string& id) {
            if (id == "000002") throw std::length_error{"too long"};
        });
        expect_seen(messages, {"000002: too long"}, "a std::length_error is named");
    });
    explored([] {
        const auto messages = fetch_all({"000001", "000002"}, [](const std::string& id) {
            if (id == "000001") throw Refused{};
        });
        expect_seen(messages, {"000001: refused"},
                    "an exception of somebody's own, derived from std::exception, is "
                    "named");
    });
}

TEST_CASE("a failure without words is named too") {
    explored([] {
        const auto outcome = fetch({"000001", "000004"}, {{"000001", ""}});
        expect_seen(outcome.messages, {"000001: "},
                    "000001 fails, what() is empty, and 000001 is named");
    });
}

TEST_CASE("where nothing fails there is no message") {
    explored([] {
        const auto outcome = fetch({"000001", "000002"}, {});
        expect_seen(outcome.messages, {}, "no message");
        expect(outcome.there.size() == 2, "both are downloaded");
    });
}

TEST_CASE("all downloads are under way at the same time") {
    explored([] {
        Gathering gathering{2};
        fetch_all({"000001", "000002"}, [&](const std::string&) {
            gathering.come_and_wait();
            throw std::runtime_error{"timed out"};
        });
    });
}
