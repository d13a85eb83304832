// The dependency rules of the house, read from #include lines.
//
// The numbers of the lessons are the order of dependency; common/ uses no lesson; only
// tests use tests/; a library from outside is included in few files.
#pragma once

#include <string>
#include <vector>

namespace lockstep::house {

// path is relative to the repository's root. Each finding is "path:line: what is wrong".
std::vector<std::string> check_includes(const std::string& path, const std::string& text);

// The paths in #include "…" lines.
std::vector<std::string> own_includes(const std::string& text);

}  // namespace lockstep::house
