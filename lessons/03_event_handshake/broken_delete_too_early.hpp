// Fault D02: the packer removes each file as soon as it has been added, before the
// archive is closed. Until then the archive is a promise: its end, and here all of it, is
// still in memory.
//
// The archive is plain text here, so that the idea stands alone.
#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

namespace lockstep::delete_too_early {

using Files = std::vector<std::filesystem::path>;
using Hook = std::function<void()>;  // called after each file

inline void add(std::ofstream& archive, const std::filesystem::path& file) {
    archive << std::ifstream{file}.rdbuf();
}

inline void pack_broken(const Files& files, const std::filesystem::path& target,
                        const Hook& after_each) {
    std::ofstream archive{target};
    for (const auto& file : files) {
        add(archive, file);
        std::filesystem::remove(file);  // wrong: nothing of it is in the archive yet
        after_each();
    }
}  // closed here

inline void pack_mended(const Files& files, const std::filesystem::path& target,
                        const Hook& after_each) {
    const auto part = target.string() + ".part";
    {
        std::ofstream archive{part};
        for (const auto& file : files) {
            add(archive, file);
            after_each();
        }
    }  // closed: all of it is in the file
    std::filesystem::rename(part, target);
    for (const auto& file : files) std::filesystem::remove(file);
}

// How many of five files can still be read, from their own file or from the archive,
// after the process that packed them was killed when it had dealt with the third.
// `variant` is "broken" or "mended".
int readable_after_kill(const std::string& variant);

// What that process does: packs the files in `folder`, and is killed on the way. Does not
// return.
[[noreturn]] void pack_and_die(const std::string& variant,
                               const std::filesystem::path& folder);

}  // namespace lockstep::delete_too_early
