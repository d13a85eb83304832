// Looks for a part in a program's output, and shows the output when it is not as
// expected.
#pragma once

#include <string>

#include <doctest/doctest.h>

namespace lockstep::test {

inline bool contains(const std::string& text, const std::string& part) {
    const bool found = text.find(part) != std::string::npos;
    if (!found) MESSAGE("\"", part, "\" is not in:\n", text);
    return found;
}

inline bool lacks(const std::string& text, const std::string& part) {
    const bool found = text.find(part) != std::string::npos;
    if (found) MESSAGE("\"", part, "\" should not be in:\n", text);
    return !found;
}

}  // namespace lockstep::test
