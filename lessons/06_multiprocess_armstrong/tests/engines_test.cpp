// Serial, threads and processes share one search and give one result.
#include <doctest/doctest.h>

#include <atomic>
#include <csignal>
#include <numeric>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <vector>

#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_naive.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/engines.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/process_team.hpp"
#include "lessons/06_multiprocess_armstrong/tests/known_terms.hpp"

using namespace lockstep;

namespace {

// Each piece finds its own number: nothing may be missing or there twice.
Search numbers(Number pieces) {
    return {pieces, [](Number piece) { return Terms{std::to_string(piece)}; }};
}

Terms expected_numbers(Number pieces) {
    Terms all;
    for (Number piece = 0; piece < pieces; ++piece) all.push_back(std::to_string(piece));
    return all;
}

Search fails_at(Number bad) {
    return {100, [bad](Number piece) {
                if (piece == bad) throw std::runtime_error{"piece 7 fell down"};
                return Terms{};
            }};
}

// A stop is requested when so many pieces are done.
struct StopAfter {
    explicit StopAfter(int pieces) : left{pieces} {}
    Watch watch() {
        return {source.get_token(), [this] {
                    if (--left == 0) source.request_stop();
                }};
    }
    std::stop_source source;
    std::atomic<int> left;
};

Terms known_below(Number end) {
    Terms terms = test::known_terms();
    std::erase_if(terms, [end](const std::string& term) {
        return term.size() > 19 || std::stoull(term) >= end;
    });
    return terms;
}

}  // namespace

TEST_CASE("every piece is done once whoever does it") {
    for (const Number pieces : {0U, 1U, 2U, 3U, 500U}) {
        CHECK(run_serial(numbers(pieces)) == expected_numbers(pieces));
        for (const int workers : {1, 2, 5}) {
            CHECK(run_threads(numbers(pieces), workers) == expected_numbers(pieces));
            ProcessTeam team{workers, {numbers(pieces)}};
            CHECK(team.run(0) == expected_numbers(pieces));
        }
    }
}

TEST_CASE("all methods and engines find the same below a million") {
    const Range range{0, 1'000'000};
    std::vector<Search> searches;
    for (const Method method : all_methods)
        searches.push_back(search_range(range, method));
    ProcessTeam team{2, searches};
    for (std::size_t i = 0; i < searches.size(); ++i) {
        CAPTURE(to_string(all_methods[i]));
        CHECK(run_serial(searches[i]) == known_below(1'000'000));
        CHECK(run_threads(searches[i], 2) == known_below(1'000'000));
        CHECK(team.run(i) == known_below(1'000'000));
    }
}

TEST_CASE("the pieces of a range cover it without a gap up to its last number") {
    for (const Method method : all_methods) {
        CHECK(run_serial(search_range({153, 154}, method)) == Terms{"153"});
        CHECK(run_serial(search_range({154, 370}, method)).empty());
        CHECK(run_serial(search_range({370, 372}, method)) == Terms{"370", "371"});
        CHECK(run_serial(search_range({9, 9}, method)).empty());
        CHECK(run_serial(search_range({10, 9}, method)).empty());
        const Number last = 4'929'273'885'928'088'826;
        CHECK(run_serial(search_range({last - 100, last + 1}, method)) ==
              Terms{std::to_string(last)});
        const Number end = ~Number{0};
        CHECK(run_serial(search_range({end - 100'000, end}, method)).empty());
    }
}

TEST_CASE("terms are sorted by their value and not as words") {
    Terms terms{"153", "9", "1634", "1", "370"};
    sort_by_value(terms);
    CHECK(terms == Terms{"1", "9", "153", "370", "1634"});
}

TEST_CASE("a stop request ends a search after the pieces that are begun") {
    const Search many = numbers(1'000'000'000'000);
    StopAfter serial{10};
    CHECK(run_serial(many, serial.watch()).size() == 10);
    StopAfter threads{10};
    CHECK(run_threads(many, 2, threads.watch()).size() <= 11);
    ProcessTeam team{2, {many}};
    StopAfter processes{10};
    CHECK(team.run(0, processes.watch()).size() <= 11);
    StopAfter again{10};
    CHECK(team.run(0, again.watch()).size() <= 11);  // the team can be used on
}

TEST_CASE("what a piece throws reaches whoever runs the search") {
    CHECK_THROWS_WITH(run_serial(fails_at(7)), "piece 7 fell down");
    CHECK_THROWS_WITH(run_threads(fails_at(7), 2), "piece 7 fell down");
}

TEST_CASE("a worker process that ends is an error that names it and its end") {
    const Search kills_itself{1, [](Number) {
                                  ::raise(SIGKILL);
                                  return Terms{};
                              }};
    ProcessTeam team{1, {kills_itself}};
    CHECK_THROWS_WITH(team.run(0),
                      "worker 1 ended in the middle of its work: signal 9 (SIGKILL)");
    CHECK_THROWS_AS(team.run(0), std::runtime_error);
}
