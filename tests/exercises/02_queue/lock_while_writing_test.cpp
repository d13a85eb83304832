#include <string>
#include <thread>
#include <vector>

#include "tests/exercises/grader/expect_seen.hpp"
#include "tests/exercises/grader/gathering.hpp"
#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

using Rows = std::vector<std::string>;

void put_and_write(const Rows& rows) {
    Journal journal;
    Rows written;  // the writer's until its join
    std::jthread writer{[&] {
        journal.write_all([&](const std::string& row) { written.push_back(row); });
    }};
    for (const std::string& row : rows) journal.put(row);
    journal.close();
    writer.join();
    expect_seen(written, rows,
                "the rows are written in the order in which they were put");
}

}  // namespace

TEST_CASE("every row is written in its order") {
    explored([] { put_and_write({"000001,9.5", "000002,7.31"}); });
    explored([] { put_and_write({}); });
    // The journal is closed while the last row is being written.
    explored([] {
        Journal journal;
        Rows written;
        journal.put("300750,181.9");
        journal.put("");
        journal.put("000333,64.2");
        journal.close();
        journal.write_all([&](const std::string& row) { written.push_back(row); });
        expect_seen(written, {"300750,181.9", "", "000333,64.2"},
                    "what was put before close() is written, and one of the rows is "
                    "empty");
    });
}

// The disk is ready only when more was put, or the journal was closed, meanwhile.
TEST_CASE("nobody waits for the disk") {
    explored([] {
        Journal journal;
        Gathering second_is_put{2};
        std::jthread writer{[&] {
            journal.write_all([&](const std::string& row) {
                if (row == "000001,9.5") second_is_put.come_and_wait();
            });
        }};
        journal.put("000001,9.5");
        journal.put("000002,7.31");
        second_is_put.come_and_wait();
        journal.close();
    });
    explored([] {
        Journal journal;
        Gathering is_closed{2};
        std::jthread writer{[&] {
            journal.write_all([&](const std::string&) { is_closed.come_and_wait(); });
        }};
        journal.put("000001,9.5");
        journal.close();
        is_closed.come_and_wait();
    });
}

TEST_CASE("the writer sleeps while there is nothing to write") {
    watched([] {
        Journal journal;
        waits_asleep([&] { journal.write_all([](const std::string&) {}); },
                     [&] { journal.close(); });
    });
}
