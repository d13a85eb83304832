// What no answer may use, unless its exercise allows it: sleeping and polling where there
// is something to wait for, threads that nobody joins, volatile in place of atomic.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace lockstep::grader {

struct Word {
    std::string text;
    int line;
};

// The names in a C++ source, without comments, literals and #include lines.
std::vector<Word> words_of(const std::string& source);

// The first word that the rules forbid, and that is not among the allowed ones.
std::optional<Word> first_forbidden(const std::string& source,
                                    const std::vector<std::string>& allowed);

}  // namespace lockstep::grader
