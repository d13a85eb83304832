// Kills at random, many times. Whatever the moment, the work is complete and nothing
// stays behind: no process, no zombie, no descriptor.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <set>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include "common/chance.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_all.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/coordinator.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/engines.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/range_worker.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/survive_report.hpp"
#include "lessons/06_multiprocess_armstrong/queue/process_queue.hpp"
#include "lessons/06_multiprocess_armstrong/queue/queue_broker.hpp"
#include "lessons/06_multiprocess_armstrong/tests/known_terms.hpp"
#include "lessons/06_multiprocess_armstrong/tests/watched_process_test.hpp"
#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using test::contains;
using test::RunningProgram;
using test::WatchedProcess;

namespace {

bool has_children() {
    siginfo_t any{};
    return ::waitid(P_ALL, 0, &any, WEXITED | WNOHANG | WNOWAIT) == 0;
}

int lowest_free_descriptor() {
    const int number = ::dup(0);
    ::close(number);
    return number;
}

// Kills workers at any moment: when they are given work, and when another has an answer.
class RandomKiller : public WorkObserver {
  public:
    RandomKiller(std::uint64_t seed, int kills)
        : chance_{"killer", seed}, kills_{kills} {}
    void given(Worker& worker, Range) override { perhaps_kill(worker); }
    void done(Worker& worker, Range range, const std::vector<Number>&) override {
        CHECK(begins_.insert(range.begin).second);  // nothing is done twice
        perhaps_kill(worker);
    }

  private:
    void perhaps_kill(Worker& worker) {
        if (kills_ == 0 || chance_.below(3) != 0) return;
        --kills_;
        worker.process.kill(SIGKILL);
    }

    Chance chance_;
    int kills_;
    std::set<Number> begins_;
};

}  // namespace

TEST_CASE("a hundred searches survive thirty random kills each") {
    const Range whole{0, 10'000};
    const auto expected = armstrong_in(whole, Method::naive);
    const int descriptors = lowest_free_descriptor();
    std::size_t deaths = 0;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        RandomKiller killer{seed, 30};
        Coordinator coordinator{{.workers = 4, .tries = 31},
                                [](int) {
                                    return fork_worker(
                                        "worker", [](MessageChannel& line) {
                                            return serve_ranges(line, [](Range range) {
                                                return armstrong_in(range, Method::naive);
                                            });
                                        });
                                },
                                killer};
        const WorkReport report = coordinator.run(cut(whole, 40), {});
        CHECK(report.found == expected);
        CHECK(report.complete());
        deaths += report.deaths.size();
        CHECK_FALSE(has_children());
    }
    CHECK(deaths >= 1000);
    CHECK(lowest_free_descriptor() == descriptors);
}

TEST_CASE("a hundred queues lose nothing when consumers die at random") {
    const int descriptors = lowest_free_descriptor();
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        std::vector<Worker> workers;
        Pace pace;
        QueueBroker broker{2, pace};
        workers.reserve(6);  // the broker keeps pointers to them
        for (int i = 0; i < 2; ++i)
            workers.push_back(fork_worker("producer", [](MessageChannel& line) {
                ProcessQueue queue{line};
                for (int item = 0; item < 20; ++item) queue.put("item");
                return 0;
            }));
        for (std::uint64_t i = 0; i < 4; ++i)
            workers.push_back(fork_worker("consumer", [&](MessageChannel& line) {
                ProcessQueue queue{line};
                Chance chance{"consumer", seed * 4 + i};
                while (queue.get())
                    if (i != 0 && chance.below(5) == 0) std::raise(SIGKILL);
                return 0;
            }));
        for (std::size_t i = 0; i < workers.size(); ++i)
            i < 2 ? broker.add_producer(workers[i]) : broker.add_consumer(workers[i]);
        const BrokerReport report = broker.run({});
        CHECK(report.put == 40);
        CHECK(report.dealt_with == 40);
        CHECK(report.undelivered.empty());
    }
    CHECK_FALSE(has_children());
    CHECK(lowest_free_descriptor() == descriptors);
}

TEST_CASE("the program survives two hundred kills by chance") {
    const auto result = test::run_program({LOCKSTEP_PROGRAM, "survive", "--pause", "0",
                                           "--ranges", "300", "--kills", "200"},
                                          {.limit = std::chrono::seconds{200}});
    CHECK_MESSAGE(result.exit_code == 0, result.err);
    CHECK(contains(result.out, "300 of 300 ranges are done"));
    CHECK(contains(result.out, "24 Armstrong numbers: 1 2 3 4 5 6 7 8 9 153 "));
}

TEST_CASE("a coordinator killed at any moment leaves no orphan") {
    for (int round = 0; round < 20; ++round) {
        RunningProgram program{{LOCKSTEP_PROGRAM, "survive", "--pause", "1", "--ranges",
                                "5000", "--workers", "4"}};
        // A later line in each round, so another moment.
        REQUIRE(program.wait_for_output("worker " + std::to_string(1 + round % 4) +
                                        " is here"));
        const auto pids = test::invited_to_kill(program.output_so_far());
        std::vector<WatchedProcess> workers;
        for (const pid_t pid : pids) workers.emplace_back(pid);
        program.send_signal(SIGKILL);
        CHECK(program.wait().exit_code == 128 + SIGKILL);
        for (const WatchedProcess& worker : workers) CHECK(worker.ends());
    }
}

// ---- Armstrong numbers, to the end ----

TEST_CASE("all 88 terms are found from 1 to 60 digits and no others") {
    CHECK(run_threads(search_all(), 2) == lockstep::test::known_terms());
}

TEST_CASE("all prints the 88 terms in order with each engine") {
    std::string list;
    for (const auto& term : lockstep::test::known_terms()) list += term + "\n";
    for (const auto* engine : {"serial", "threads", "processes"}) {
        lockstep::test::RunOptions options;
        options.limit = std::chrono::seconds{90};
        const auto result = lockstep::test::run_program(
            {LOCKSTEP_PROGRAM, "all", "--engine", engine}, options);
        CHECK_MESSAGE(result.exit_code == 0, result.err);
        CHECK(contains(result.out, list));
        CHECK(contains(result.out, "88 Armstrong numbers, and there are no others"));
    }
}

TEST_CASE("the multisets find the fifty terms of 64 bits") {
    const auto terms = run_threads(search_range({0, ~Number{0}}, Method::multisets), 2);
    const auto known = lockstep::test::known_terms();
    CHECK(terms == Terms(known.begin(), known.begin() + 50));
}
