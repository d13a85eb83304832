#include <atomic>
#include <thread>
#include <vector>

#include "tests/exercises/grader/expect_seen.hpp"
#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

std::vector<Batch> archives_of(int files) {
    std::vector<Batch> archives;
    int written = 0;
    std::atomic<bool> packing{false};
    Line line;
    std::jthread packer{[&] {
        pack(line, [&](const Batch& batch) {
            packing = true;
            archives.push_back(batch);
            packing = false;
        });
    }};
    convert(line, files, [&](int file) {
        expect(!packing, "the converter writes nothing while the packer packs");
        expect_seen(file, ++written, "file after file is written once");
    });
    packer.join();
    expect_seen(written, files, "all files are written");
    return archives;
}

void judge_archives_of(int files, const std::vector<Batch>& wanted, const char* sentence,
                       const lockstep::ExploreOptions& options = {
                           .random_schedules = 200}) {
    explored([&] { expect_seen(archives_of(files), wanted, sentence); }, options);
}

}  // namespace

TEST_CASE("four files become an archive of three and one of one") {
    judge_archives_of(4, {{1, 2, 3}, {4}}, "the archives hold 1 2 3 and 4");
}

TEST_CASE("there is no archive without a file") {
    judge_archives_of(3, {{1, 2, 3}}, "three files are one archive");
    judge_archives_of(0, {}, "no file is no archive");
}

TEST_CASE("it goes on for as many files as there are") {
    judge_archives_of(8, {{1, 2, 3}, {4, 5, 6}, {7, 8}}, "eight files are three archives",
                      {.preemptions = 1, .random_schedules = 50});
}

TEST_CASE("each sleeps while it is the turn of the other") {
    watched([] {
        Line line;
        waits_asleep([&] { pack(line, [](const Batch&) {}); },
                     [&] { convert(line, 2, [](int) {}); });
    });
    watched([] {
        Line line;
        std::jthread packer;
        waits_asleep(
            [&] { convert(line, 3, [](int) {}); },
            [&] { packer = std::jthread{[&] { pack(line, [](const Batch&) {}); }}; });
    });
}
