// From a grader's facts to what a learner reads: what was expected, what happened, the
// interleaving, why, which known mistake it looks like, the page to read.
#pragma once

#include <string>
#include <vector>

#include "exercises/runner/brief_trace.hpp"
#include "exercises/runner/grader.hpp"
#include "exercises/runner/messages.hpp"
#include "exercises/runner/paper.hpp"

namespace lockstep::learn {

// All texts there are for one exercise.
struct Texts {
    Messages words;     // runner.txt
    Messages verdicts;  // verdicts.txt
    Messages compiler;  // compiler.txt
    Messages exercise;  // 03_event_handshake/last_batch.txt

    Texts(const Places& places, const Exercise& one);
    std::string title(const Exercise& one) const;  // its name when it has none
};

struct Explained {
    std::string headline;  // "deadlock", in words
    std::string expected, happened, why, looks_like, page;
};

Explained explain(const Facts& facts, const Texts& texts);

// How much of what can be long is shown: rows of a trace (all_rows: the whole table as it
// is), the first lines of the compiler. Without `why` only what is said of this file.
struct Length {
    std::size_t trace_rows = 13;
    std::size_t compiler_lines = 60;
    bool why = true;
};

void write_feedback(Paper& paper, const Facts& facts, const Texts& texts,
                    const Length& length = {});

}  // namespace lockstep::learn
