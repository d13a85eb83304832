// How a grader ends: with its verdict as one line of JSON.
#pragma once

#include <string>
#include <vector>

namespace lockstep::grader {

struct Verdict {
    std::string name = "passed";  // as in ExplorerVerdict, or hang, busy_wait, forbidden
    std::string check{};          // the sentence that does not hold; a forbidden word
    std::string happened{};       // one or two sentences
    std::string trace{};          // of the threads, several lines, or nothing
    std::string replay{};         // of the explorer
    int line = 0;                 // of the answer, 0: not known
};

// Prints the verdict and ends the program at once: the threads of the answer, which may
// still run, must not print anything after it.
[[noreturn]] void end_with(const Verdict& verdict);

// What the program was compiled for.
struct Subject {
    std::string exercise;  // 03_event_handshake/last_batch
    std::string file;      // the answer
    std::vector<std::string> allowed;
};
Subject& subject();

// The last line of the answer's source that the text names, as in "last_batch.cpp:31"; 0:
// none.
int line_named_in(const std::string& text);

}  // namespace lockstep::grader
