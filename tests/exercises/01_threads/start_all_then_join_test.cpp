#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "tests/exercises/grader/expect_seen.hpp"
#include "tests/exercises/grader/gathering.hpp"
#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

const std::vector<std::string> two{"000001", "000002"};
const std::vector<std::string> three{"000651", "000333", "002415"};

void fetch_and_count(const std::vector<std::string>& ids) {
    std::mutex mutex;
    std::multiset<std::string> done;  // guarded by mutex
    fetch_all(ids, [&](const std::string& id) {
        const std::lock_guard lock{mutex};
        done.insert(id);
    });
    const std::lock_guard lock{mutex};
    expect_seen(done, std::multiset<std::string>(ids.begin(), ids.end()),
                "when fetch_all returns each stock has been downloaded once");
}

// Each download waits until all are under way.
void fetch_together(const std::vector<std::string>& ids) {
    Gathering gathering{ids.size()};
    fetch_all(ids, [&](const std::string&) { gathering.come_and_wait(); });
}

}  // namespace

TEST_CASE("every stock is downloaded once") {
    explored([] { fetch_and_count(two); });
    explored([] { fetch_and_count(three); }, {.preemptions = 1, .random_schedules = 100});
    explored([] { fetch_and_count({}); });
}

TEST_CASE("all downloads are under way at the same time") {
    explored([] { fetch_together(two); });
    explored([] { fetch_together(three); }, {.preemptions = 0, .random_schedules = 100});
    // However many there are: who starts them in groups has thought of a number.
    explored([] { fetch_together(std::vector<std::string>(25, "000001")); },
             {.preemptions = 0, .schedules = 3, .random_schedules = 2});
    watched([] { fetch_together(std::vector<std::string>(200, "000001")); });
}
