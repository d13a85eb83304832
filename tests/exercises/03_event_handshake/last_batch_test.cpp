#include <thread>
#include <vector>

#include "tests/exercises/grader/expect_seen.hpp"
#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

std::vector<int> archives_of(int files) {
    std::vector<int> archives;
    Line line;
    std::jthread packer{[&] { pack(line, archives); }};
    convert(line, files);
    packer.join();
    return archives;
}

}  // namespace

TEST_CASE("every file is in an archive") {
    explored([] {
        int packed = 0;
        for (const int files : archives_of(5)) packed += files;
        expect_seen(packed, 5, "five files are packed");
    });
}

TEST_CASE("no archive holds more than a batch or nothing at all") {
    explored([] { expect_seen(archives_of(4), {3, 1}, "archives of 3 and 1"); });
    explored([] { expect_seen(archives_of(3), {3}, "one archive of 3"); });
    explored([] { expect_seen(archives_of(0), {}, "no archive"); });
}

TEST_CASE("the packer sleeps while it waits") {
    watched([] {
        Line line;
        std::vector<int> archives;
        waits_asleep([&] { pack(line, archives); }, [&] { convert(line, 1); });
        expect_seen(archives, {1}, "one archive of 1");
    });
}
