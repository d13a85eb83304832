#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "tests/exercises/grader/expect_seen.hpp"
#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

std::string in_words(Range all, int parts) {
    return "numbers from " + std::to_string(all.begin) + " to " +
           std::to_string(all.end - 1) + " in " + std::to_string(parts) + " parts: ";
}

void expect_all_are_in(Range all, int parts) {
    Numbers searched, wanted;
    for (const Range range : split(all, parts))
        for (int number = range.begin; number < range.end; ++number)
            searched.push_back(number);
    for (int number = all.begin; number < all.end; ++number) wanted.push_back(number);
    expect(searched.size() >= wanted.size(), in_words(all, parts) + "none is left out");
    expect(searched.size() <= wanted.size(),
           in_words(all, parts) + "none is there twice");
    expect(searched == wanted,
           in_words(all, parts) + "each is there once, in rising order");
}

void expect_they_are_even(Range all, int parts) {
    const auto ranges = split(all, parts);
    expect(ranges.size() <= static_cast<std::size_t>(parts),
           in_words(all, parts) + "there are no more parts than that");
    const auto size = [](Range range) { return range.end - range.begin; };
    const auto [least, most] = std::ranges::minmax(ranges, {}, size);
    expect(size(most) - size(least) <= 1,
           in_words(all, parts) + "none is more than one number larger than another");
    expect(size(most) <= (all.end - all.begin + parts - 1) / parts,
           in_words(all, parts) + "no thread has more than its share");
}

// A place where some threads wait for each other: it opens when all are there.
class MeetingPlace {
  public:
    explicit MeetingPlace(int missing) : missing_{missing} {}
    void meet() {
        std::unique_lock lock{mutex_};
        if (--missing_ <= 0) all_are_here_.notify_all();
        all_are_here_.wait(lock, [&] { return missing_ <= 0; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable all_are_here_;
    int missing_;  // guarded by mutex_
};

Numbers even_ones(Range range) {
    Numbers found;
    for (int number = range.begin; number < range.end; ++number)
        if (number % 2 == 0) found.push_back(number);
    return found;
}

}  // namespace

TEST_CASE("every number is in exactly one part") {
    explored([] {
        expect_all_are_in({0, 12}, 4);
        expect_all_are_in({0, 10}, 3);
        expect_all_are_in({100, 117}, 5);
        expect_all_are_in({5, 8}, 3);
        expect_all_are_in({-3, 4}, 2);
    });
}

TEST_CASE("there may be more parts than numbers") {
    explored([] {
        expect_all_are_in({0, 3}, 5);
        expect_all_are_in({7, 7}, 2);
    });
}

TEST_CASE("no part is much larger than another") {
    explored([] {
        expect_they_are_even({0, 12}, 4);
        expect_they_are_even({0, 11}, 4);
        expect_they_are_even({100, 117}, 5);
        expect_they_are_even({1, 30}, 10);
    });
    explored([] {
        const Range all{0, 2'000'000'000};
        expect_they_are_even(all, 7);
        int end = all.begin;
        for (const Range range : split(all, 7)) {
            expect(range.begin == end, in_words(all, 7) + "none is left out or twice");
            end = range.end;
        }
        expect(end == all.end, in_words(all, 7) + "none is left out");
    });
}

TEST_CASE("all parts are searched at the same time") {
    const auto meet_in = [](int parts) {
        MeetingPlace all_search{parts};
        search({0, 2 * parts}, parts, [&](Range range) {
            all_search.meet();
            return even_ones(range);
        });
    };
    explored([&] { meet_in(2); });
    explored([&] { meet_in(3); }, {.preemptions = 1, .random_schedules = 50});
}

TEST_CASE("all that is found is told in rising order") {
    explored([] {
        expect_seen(search({0, 7}, 2, even_ones), {0, 2, 4, 6},
                    "the even numbers from 0 to 6, in two parts");
        expect_seen(search({10, 13}, 3, even_ones), {10, 12},
                    "the even numbers from 10 to 12, in three parts");
        expect_seen(search({7, 8}, 1, even_ones), {}, "there are none from 7 to 7");
    });
}
