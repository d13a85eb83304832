// Which rows of a trace a verdict shows.
#include <doctest/doctest.h>

#include "exercises/runner/brief_trace.hpp"
#include "tests/exercises/runner_test/fake_house.hpp"
#include "tests/support/contains.hpp"

using namespace lockstep::test;
using lockstep::learn::brief_trace;
using lockstep::learn::Facts;

namespace {

// Of a body and a thread T1, as the explorer writes them.
struct Written {
    std::string text = "   | body | T1 | source\n";

    Written& row(int lane, const std::string& what, const std::string& place = "",
                 const std::string& mark = "  ") {
        text += " " + mark + "| " + (lane == 0 ? what : "") + " | " +
                (lane == 1 ? what : "") + " | " + place + "\n";
        return *this;
    }
    Written& rows(int count, int lane, const std::string& what,
                  const std::string& place = "") {
        for (int i = 0; i < count; ++i) row(lane, what, place);
        return *this;
    }
};

Facts facts_of(const std::string& verdict, const std::string& happened,
               const Written& trace) {
    Facts facts{{"03_event_handshake/tail"}, verdict};
    facts.happened = happened;
    facts.trace = trace.text;
    return facts;
}

std::string shown(const Facts& facts, std::size_t rows, std::size_t width = 78) {
    static const auto words = lockstep::learn::Messages::parse(
        read_text(LOCKSTEP_SOURCE_DIR "/exercises/messages/en/runner.txt"));
    std::string text;
    for (const auto& line : brief_trace(facts, words, width, rows).lines)
        text += line + "\n";
    return text;
}

}  // namespace

TEST_CASE("of a data race both accesses are shown") {
    Written trace;
    trace.row(1, "begins").row(1, "reads batch: 0", "tail.cpp:9  use(batch);");
    trace.rows(20, 0, "packing is 0", "tail_test.cpp:5  expect(!packing);");
    trace.row(0, "writes batch", "tail.cpp:4  batch = 1;");
    for (const auto* happened :
         {"data race on batch: T1 at tail.cpp:9 and body at tail.cpp:4 touch it", "?"})
        CHECK(shown(facts_of("data_race", happened, trace), 2) ==
              ".. T1    reads batch: 0  line 9\n"
              ".. body  writes batch    line 4\n");
}

TEST_CASE("of a lost wake-up the look and the change and the notify and the wait stay") {
    Written trace;
    trace.rows(10, 0, "total is 4").row(1, "begins");
    trace.row(1, "stop_ is 0", "tail.cpp:20  while (!stop_) wake_.wait(lock);");
    trace.row(0, "stop_ = 1", "tail.cpp:30  stop_ = true;", "~>");
    trace.row(0, "notifies wake_: nobody waits", "tail.cpp:31  wake_.notify_all();");
    trace.row(1, "waits on wake_, lets go of mutex_", "tail.cpp:20  wake_.wait(lock);");
    trace.rows(10, 0, "total is 4");
    trace.row(0, "waits for T1 to end", "tail.cpp:32  }", "##");
    trace.row(1, "waits for condition wake_", "tail.cpp:20  wake_.wait(lock);", "##");
    const auto text = shown(facts_of("lost_wake_up", "deadlock", trace), 6);
    CHECK(text == ".. T1    stop_ is 0                         line 20\n"
                  "~> body  stop_ = 1                          line 30\n"
                  "   body  notifies wake_: nobody waits       line 31\n"
                  "   T1    waits on wake_, lets go of mutex_  line 20\n"
                  "## body  waits for T1 to end                line 32\n"
                  "## T1    waits for condition wake_          line 20\n");
}

TEST_CASE("of a deadlock who holds the mutex is shown") {
    Written trace;
    trace.row(0, "locks a").row(1, "locks b").rows(20, 1, "total is 4");
    trace.row(0, "waits for mutex b, which T1 holds", "", "##");
    trace.row(1, "waits for mutex a, which body holds", "", "##");
    const auto text = shown(facts_of("deadlock", "deadlock", trace), 4);
    CHECK(contains(text, "body  locks a"));
    CHECK(contains(text, "T1    locks b"));
}

TEST_CASE("of a failed expectation what was last touched is shown and no check") {
    Written trace;
    trace.row(1, "stop = 1").rows(20, 1, "locks mutex_").row(1, "ends");
    trace.row(0, "joins T1").row(0, "stop is 0").row(0, "checks");
    const auto text = shown(facts_of("assertion_failed", "does not hold: x", trace), 2);
    CHECK(text == "   T1    stop = 1\n.. body  stop is 0\n");
}

TEST_CASE("of two rows one in the own file counts more") {
    Written trace;
    trace.row(0, "one is 1", "tail.cpp:3  one").rows(20, 0, "two is 2", "other.cpp:1  x");
    CHECK(contains(shown(facts_of("assertion_failed", "", trace), 3), "one is 1"));
}

TEST_CASE("a few rows too many are shown all the same") {
    Written trace;
    trace.rows(15, 0, "total is 4");
    const auto lines = [&](std::size_t rows) {
        return brief_trace(facts_of("crash", "", trace), {}, 78, rows).lines.size();
    };
    CHECK(lines(12) == 15);
    CHECK(lines(11) == 11);
}

TEST_CASE("a call is shown with what it is done to") {
    Written trace;
    trace.row(0, "set: nobody waits", "tail.cpp:3  line.ready.set();");
    trace.row(1, "calls clear", "tail.cpp:4  if (is(line)) line.ready.clear();");
    trace.row(1, "calls clear", "tail.cpp:5  a.clear(); b.clear();");
    const auto text = shown(facts_of("deadlock", "", trace), 9);
    CHECK(contains(text, "body  line.ready.set: nobody waits"));
    CHECK(contains(text, "T1    calls line.ready.clear"));
    CHECK(contains(text, "T1    calls clear "));
}

TEST_CASE("lanes are shown from a hundred columns on") {
    Written trace;
    trace.row(0, "total is 4", "tail.cpp:3  use(total);");
    const auto facts = facts_of("deadlock", "", trace);
    CHECK(contains(shown(facts, 9, 98), "| body | T1 | source\n"));
    CHECK(contains(shown(facts, 9, 98), "tail.cpp:3  use(total);"));
    CHECK(lacks(shown(facts, 9, 97), "|"));
}
