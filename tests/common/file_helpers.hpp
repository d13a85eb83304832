// What the tests of files share: looking into folders, small disks.
#pragma once

#include <algorithm>
#include <filesystem>
#include <functional>
#include <string>
#include <system_error>
#include <vector>

#include "tests/support/contains.hpp"
#include "tests/support/file_size_limit.hpp"
#include "tests/support/run_program.hpp"

namespace lockstep::test {

// Every name in it, hidden ones too, sorted.
inline std::vector<std::string> names_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
}

// What an action throws, as text; "" when it does not.
inline std::string error_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const std::exception& error) {
        return error.what();
    }
    return "";
}

// Runs a shell script where it may mount file systems that vanish when it ends. In the
// script
// "$0" is file_child, "$1" is `folder`.
inline RunResult run_with_own_mounts(const std::string& script,
                                     const std::string& folder) {
    return run_program({"unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
                        script, LOCKSTEP_FILE_CHILD, folder});
}
inline bool can_mount() {
    try {
        const TemporaryFolder folder;
        return run_with_own_mounts("mount -t tmpfs -o size=64k none \"$1\"",
                                   folder.path())
                   .exit_code == 0;
    } catch (const std::system_error&) {
        return false;
    }
}

}  // namespace lockstep::test
