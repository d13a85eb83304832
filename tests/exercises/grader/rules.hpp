// What no answer may use, unless its exercise allows it: sleeping and polling where there
// is something to wait for, threads that nobody joins, volatile in place of atomic.
#pragma once

#include <string>
#include <vector>

namespace lockstep::grader {

struct Word {
    std::string text;
    int line;
};

// The names in a C++ source, without comments, literals and #include lines.
std::vector<Word> words_of(const std::string& source);

// Ends the program with the verdict `forbidden` at the first word that the rules forbid.
void hold_against_the_rules();

}  // namespace lockstep::grader
