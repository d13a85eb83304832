// A grader's table of threads and steps, taken apart: who did what, and where.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lockstep::learn {

// What a row tells. The words are those of tests/explorer/messages/en.txt; a row in other
// words is `other`.
enum class Kind {
    begin,   // begins, starts another
    finish,  // ends, joins, checks
    lock,    // or unlocks
    look,    // reads a value
    change,  // changes a value, or calls what may change one
    notify,
    wait,
    wake,
    stands,  // cannot go on
    other
};

struct Step {
    std::string mark;    // "~>", "##" or nothing
    std::string who;     // empty: the row is none of a table
    std::string what;    // "set: nobody waits"
    std::string place;   // "last_batch.cpp:31", or nothing
    std::string source;  // "line.batch_ready.set();"

    // From these:
    Kind kind = Kind::other;
    // What it is done to: "mutex 1", "line.stop"; of a call in the source what stands
    // before the dot, "line.batch_ready". Empty when nobody can tell.
    std::string object;
    std::string in_full;  // `what`, a call with its object: "line.batch_ready.set: ..."
};

struct TraceTable {
    std::vector<std::string> lines;  // as they are, the heading first
    std::vector<Step> steps;         // of each line but the heading
    bool has_lanes = false;          // else the lines are any text
    std::size_t lanes_width = 0;     // without what stands in the source

    explicit TraceTable(std::string_view trace);
    // False where nothing but beginnings, ends and checks is told.
    bool tells_something() const;
};

}  // namespace lockstep::learn
