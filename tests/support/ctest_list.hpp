// Asks CTest for the tests of a build, without disturbing a ctest that runs there now.
#pragma once

#include <string>

namespace lockstep::test {

// What `ctest -C configuration --show-only=json-v1` prints; "all" brings the long tests
// too. It is run in a folder of its own that points to the build: ctest empties the log
// of the folder it runs in, even when it only lists. Throws std::runtime_error with
// ctest's words when it fails.
std::string ctest_list_as_json(const std::string& build_folder,
                               const std::string& configuration = "all");

}  // namespace lockstep::test
