// Work that survives its workers. The workers here are forked, and do what the test
// wants.
#include <doctest/doctest.h>

#include <algorithm>
#include <csignal>
#include <map>
#include <set>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include "lessons/06_multiprocess_armstrong/armstrong/coordinator.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/range_worker.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/survive_report.hpp"
#include "tests/support/contains.hpp"
#include "tests/support/processes.hpp"

using namespace lockstep;
using namespace std::chrono_literals;
using test::contains;
using test::has_children;
using Numbers = std::vector<Number>;

namespace {

const Range whole{0, 10'000};

Numbers search(Range range) {
    return armstrong_in(range, Method::naive);
}

Numbers expected() {
    return search(whole);
}

int work(MessageChannel& line) {
    return serve_ranges(line, search);
}

// Dies with its `last` range in hand, the first being 1.
std::function<int(MessageChannel&)> dies_with_range(int last) {
    return [last](MessageChannel& line) {
        int count = 0;
        return serve_ranges(line, [&](Range range) {
            if (++count == last) std::raise(SIGKILL);
            return search(range);
        });
    };
}

using Body = std::function<int(MessageChannel&)>;
using Bodies = std::map<int, Body>;  // of the workers that are not like the others

Coordinator::StartWorker start(const Bodies& special = {}) {
    return [special](int number) {
        const auto body = special.find(number);
        return fork_worker("worker " + std::to_string(number),
                           body == special.end() ? Body{work} : body->second);
    };
}

WorkObserver nobody_watches;

WorkReport run(const Coordinator::StartWorker& starting,
               CoordinatorSettings settings = {},
               WorkObserver& observer = nobody_watches) {
    return Coordinator{settings, starting, observer}.run(cut(whole, 20), {});
}

}  // namespace

TEST_CASE("a range is cut into pieces without gap or overlap") {
    for (const Number pieces : {1U, 2U, 3U, 7U, 99U, 100U, 1000U}) {
        const auto ranges = cut(Range{5, 105}, pieces);
        CHECK(ranges.size() == std::min<Number>(pieces, 100));
        Number next = 5;
        for (const Range range : ranges) {
            CHECK(range.begin == next);
            CHECK(range.size() >= 1);
            next = range.end;
        }
        CHECK(next == 105);
    }
    CHECK(cut(Range{5, 5}, 3).empty());
}

TEST_CASE("orders and results survive the line and nonsense does not") {
    CHECK(decode_result("")->empty());
    CHECK(decode_result("153 370") == Numbers{153, 370});
    CHECK(decode_result(encode_result({0, 18446744073709551615U})) ==
          Numbers{0, 18446744073709551615U});
    for (const char* nonsense :
         {" ", "x", "1 ", "1  2", "1,2", "-1", "1x", "18446744073709551616"})
        CHECK_FALSE(decode_result(nonsense).has_value());
    CHECK(decode_order("100 200")->begin == 100);
    CHECK(decode_order("100 200")->end == 200);
    CHECK_FALSE(decode_order("100").has_value());
    CHECK_FALSE(decode_order("1 2 3").has_value());
}

TEST_CASE("workers that live find what one process finds") {
    for (const int workers : {1, 2, 5}) {
        const WorkReport report = run(start(), {.workers = workers});
        CHECK(report.found == expected());
        CHECK(report.complete());
        CHECK(report.workers_started == workers);
        CHECK(report.deaths.empty());
        CHECK_FALSE(has_children());
    }
}

TEST_CASE("nothing to search is done at once and without workers") {
    const WorkReport report = Coordinator{{}, start(), nobody_watches}.run({}, {});
    CHECK(report.complete());
    CHECK(report.workers_started == 0);
}

TEST_CASE("the range of a worker that was killed is done by another") {
    const WorkReport report = run(start({{1, dies_with_range(1)}}));
    CHECK(report.found == expected());
    CHECK(report.complete());
    REQUIRE(report.deaths.size() == 1);
    CHECK(report.deaths[0].worker == "worker 1");
    CHECK(report.deaths[0].how == "signal 9 (SIGKILL)");
    REQUIRE(report.deaths[0].range.has_value());
    CHECK(report.deaths[0].handed_out_again);
    CHECK_FALSE(has_children());
}

TEST_CASE("all workers but one are killed and the work is complete") {
    const WorkReport report = run(
        start(
            {{1, dies_with_range(1)}, {2, dies_with_range(2)}, {3, dies_with_range(1)}}),
        {.workers = 4});
    CHECK(report.found == expected());
    CHECK(report.complete());
    CHECK(report.deaths.size() >= 2);  // worker 2 may come too late for a second range
    CHECK(report.deaths.size() <= 3);
}

TEST_CASE("all workers are killed at once and the work is complete") {
    Bodies all;
    for (const int number : {1, 2, 3}) all[number] = dies_with_range(1);
    const WorkReport report = run(start(all));
    CHECK(report.found == expected());
    CHECK(report.complete());
    CHECK(report.deaths.size() == 3);
    CHECK(report.workers_started > 3);
    CHECK_FALSE(has_children());
}

TEST_CASE("a result that was sent before the death counts and is not searched again") {
    const Body answer_and_die = [](MessageChannel& line) {
        const auto range = decode_order(line.receive().value());
        line.send(encode_result(search(range.value())));
        return std::raise(SIGKILL);
    };
    struct CountDone : WorkObserver {
        void done(Worker&, Range range, const Numbers&) override {
            CHECK(begins.insert(range.begin).second);
        }
        std::set<Number> begins;
    } observer;
    const WorkReport report = run(start({{1, answer_and_die}}), {.workers = 1}, observer);
    CHECK(report.found == expected());
    CHECK(observer.begins.size() == 20);
    REQUIRE(report.deaths.size() == 1);
}

TEST_CASE("a worker killed in the middle of its result is not believed") {
    const Body half_an_answer = [](MessageChannel& line) {
        (void)line.receive();
        const std::string half{"\x64\0\0\0001 2 3", 9};
        (void)!::write(line.descriptor(), half.data(), half.size());
        return std::raise(SIGKILL);
    };
    const WorkReport report = run(start({{1, half_an_answer}}));
    CHECK(report.found == expected());
    REQUIRE(report.deaths.size() == 1);
    CHECK(contains(report.deaths[0].how, "in the middle of a message"));
}

TEST_CASE("a range that kills whoever takes it is given up and named") {
    const auto deadly = [](int) {
        return fork_worker("worker", [](MessageChannel& line) {
            return serve_ranges(line, [](Range range) {
                if (range.begin <= 4321 && 4321 < range.end) std::abort();
                return search(range);
            });
        });
    };
    const WorkReport report = run(deadly, {.tries = 3});
    CHECK_FALSE(report.complete());
    CHECK(report.done == 19);
    CHECK(report.deaths.size() == 3);
    REQUIRE(report.given_up.size() == 1);
    CHECK(to_string(report.given_up[0]) == "4000 … 4499");
    CHECK_FALSE(report.deaths.back().handed_out_again);
    CHECK(report.found == expected());  // none of them is in that range
}

TEST_CASE("workers that cannot do anything end the work and not the patience") {
    const auto useless = [](int) {
        return fork_worker("worker", [](MessageChannel&) { return 7; });
    };
    const WorkReport report = run(useless, {.tries = 2});
    CHECK(report.done == 0);
    CHECK(report.given_up.size() == 20);
    CHECK(report.deaths.size() == 40);
    CHECK(report.deaths[0].how == "exit code 7");
    CHECK_FALSE(has_children());
}

TEST_CASE("a worker that talks nonsense or finds what is not there is dismissed") {
    for (const char* answer : {"I am ill", "99999"}) {
        const Body liar = [answer](MessageChannel& line) {
            (void)line.receive();
            line.send(answer);
            return line.receive() ? 1 : 0;
        };
        const WorkReport report = run(start({{1, liar}}));
        CHECK(report.found == expected());
        REQUIRE(report.deaths.size() == 1);
        CHECK(contains(report.deaths[0].how, "signal 9 (SIGKILL), "));
    }
}

TEST_CASE("a worker that stands still is killed when patience ends") {
    const Body stands_still = [](MessageChannel& line) {
        (void)line.receive();
        return std::raise(SIGSTOP);
    };
    const WorkReport report =
        run(start({{1, stands_still}}), {.tries = 100, .patience = 1s});
    CHECK(report.found == expected());
    REQUIRE_FALSE(report.deaths.empty());
    CHECK(contains(report.deaths[0].how, "signal 9 (SIGKILL), silent for 1000 ms"));
    CHECK_FALSE(has_children());
}

TEST_CASE("a stop request ends the work and leaves no worker") {
    std::stop_source stop;
    struct StopAtFirstResult : WorkObserver {
        explicit StopAtFirstResult(std::stop_source& source) : source_{source} {}
        void done(Worker&, Range, const Numbers&) override { source_.request_stop(); }
        std::stop_source& source_;
    } observer{stop};
    const WorkReport report =
        Coordinator{{}, start(), observer}.run(cut(whole, 20), stop.get_token());
    CHECK(report.done >= 1);
    CHECK(report.done < 20);
    CHECK_FALSE(has_children());
}

TEST_CASE("a stop request ends a wait for workers that are silent") {
    const auto silent = [](int) {
        return fork_worker("worker", [](MessageChannel& line) {
            while (line.receive()) continue;
            return 0;
        });
    };
    struct StopWhenAllHaveARange : WorkObserver {
        void given(Worker&, Range) override {
            if (++ranges == 3) stop.request_stop();
        }
        int ranges = 0;
        std::stop_source stop;
    } observer;
    const WorkReport report =
        Coordinator{{}, silent, observer}.run(cut(whole, 20), observer.stop.get_token());
    CHECK(report.done == 0);
    CHECK_FALSE(has_children());
}

TEST_CASE("a coordinator that cannot start workers says so and leaves none") {
    const Coordinator::StartWorker fails_later = [](int number) -> Worker {
        if (number > 2) throw std::runtime_error{"no process left"};
        return fork_worker("worker", work);
    };
    {
        Coordinator coordinator{{}, fails_later, nobody_watches};
        CHECK_THROWS_WITH(coordinator.run(cut(whole, 20), {}), "no process left");
    }
    CHECK_FALSE(has_children());
}
