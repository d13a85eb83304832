// How a grader ends: with its verdict as one line of JSON.
//
// An answer can print such a line, too. So whoever wants to believe the verdict sets
// LOCKSTEP_VERDICT_KEY=stdin, writes a key to standard input, and believes a line that
// begins with the key and a blank. It is read before any line of the answer runs, and the
// processes in which answers run forget it.
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
// still run, must not print anything after it. It does not say "passed" before all checks
// have.
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
