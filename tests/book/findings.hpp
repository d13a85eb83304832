// Findings as the compiler would print them, so that an editor can jump to them.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "tests/book/rules.hpp"

namespace lockstep::book {

inline std::string report(const std::vector<Finding>& findings) {
    std::string text;
    for (const auto& [file, line, message] : findings)
        text += '\n' + file + ':' + std::to_string(line) + ": " + message;
    return text;
}

// How the tests of a rule ask: does some finding stand on this line and say this?
inline bool finds(const std::vector<Finding>& findings, int line,
                  const std::string& words) {
    return std::ranges::any_of(findings, [&](const Finding& finding) {
        return finding.line == line && finding.message.find(words) != std::string::npos;
    });
}

}  // namespace lockstep::book
