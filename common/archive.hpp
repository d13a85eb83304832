// .tgz archives: pack, list, read back.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace lockstep {

struct ArchiveEntry {
    std::string name;
    std::string bytes;
};

// Packs exactly these files, under their file names alone, gzip level 6. The archive appears whole
// or not at all, and never replaces a file that is there (see AtomicFile). An empty list is an
// error: no empty archive is ever made. Returns the archive's size in bytes.
// Throws std::system_error or std::runtime_error that names the file that failed.
std::size_t pack_tgz(const std::filesystem::path& archive,
                     std::span<const std::filesystem::path> files);

// Names and sizes, without keeping the contents.
struct ListedEntry {
    std::string name;
    std::size_t size = 0;
};
std::vector<ListedEntry> list_tgz(const std::filesystem::path& archive);

// Everything in it. Throws std::runtime_error for an archive that is damaged or cut short.
std::vector<ArchiveEntry> read_tgz(const std::filesystem::path& archive);

}  // namespace lockstep
