// Fault D02: the packer removes each file as soon as it has been added, before the
// archive is closed. Until then the archive is a promise: its end, and here all of it, is
// still in memory.
//
// The archive is plain text here, so that the idea stands alone. The mended twin survives
// a kill. It does not survive a power cut: AtomicFile, which packer.cpp uses, does.
#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

namespace lockstep::delete_too_early {

using Files = std::vector<std::filesystem::path>;
using Hook = std::function<void()>;  // called after each file

inline void add(std::ofstream& archive, const std::filesystem::path& file) {
    std::ifstream input{file};
    const bool is_empty = input.peek() == std::ifstream::traits_type::eof();
    if (!is_empty) archive << input.rdbuf();  // << of nothing counts as a failure
    if (!input || !archive) throw std::runtime_error{"cannot pack " + file.string()};
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
    try {
        std::ofstream archive{part};
        for (const auto& file : files) {
            add(archive, file);
            after_each();
        }
        archive.close();  // here, because a destructor cannot say that the disk is full
        if (!archive) throw std::runtime_error{"cannot write " + part};
    } catch (...) {
        std::filesystem::remove(part);
        throw;
    }
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
