#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "tests/exercises/grader/gathering.hpp"
#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

void convert_and_count(const std::vector<std::string>& names, int converters) {
    std::mutex mutex;
    std::multiset<std::string> converted;  // guarded by mutex
    convert_all(names, converters, [&](const std::string& file) {
        const std::lock_guard lock{mutex};
        converted.insert(file);
    });
    const std::lock_guard lock{mutex};
    expect(converted == std::multiset<std::string>(names.begin(), names.end()),
           "each file is converted once");
}

constexpr lockstep::ExploreOptions coarse{
    .preemptions = 1, .random_schedules = 200, .steps = 5000};

}  // namespace

TEST_CASE("every converter ends and no file is left") {
    explored([] { convert_and_count({"000001.csv"}, 2); }, coarse);
    explored([] { convert_and_count({"000002.csv", "000333.csv"}, 2); }, coarse);
    explored([] { convert_and_count({"300750.csv"}, 3); },
             {.preemptions = 0, .random_schedules = 200});
    explored([] { convert_and_count({}, 1); });
}

TEST_CASE("the converters work at the same time") {
    explored(
        [] {
            Gathering gathering{2};
            convert_all({"000001.csv", "000002.csv"}, 2,
                        [&](const std::string&) { gathering.come_and_wait(); });
        },
        coarse);
}
