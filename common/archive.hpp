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

// Packs exactly these files, under their file names alone, gzip level 6. The archive
// appears whole or not at all, and never replaces a file that is there (see AtomicFile).
// An empty list is an error: no empty archive is ever made. Returns the archive's size in
// bytes. Throws std::system_error or std::runtime_error that names the file that failed:
// it is missing, is no regular file, has another's name, or changed its size while it was
// read.
std::size_t pack_tgz(const std::filesystem::path& archive,
                     std::span<const std::filesystem::path> files);

// What one archive may hold, so that a hostile one cannot fill the memory.
constexpr std::size_t largest_archive_entry = std::size_t{256} << 20U;
constexpr std::size_t largest_unpacked_archive = std::size_t{1} << 30U;

// Names and sizes, without keeping the contents.
struct ListedEntry {
    std::string name;
    std::size_t size = 0;
};
// Both read to the very end and check the checksum, so that an archive that is damaged or
// cut short, wherever that may be, is a std::runtime_error which names it. So is one that
// holds anything but regular files, and one above the limits.
std::vector<ListedEntry> list_tgz(const std::filesystem::path& archive);
std::vector<ArchiveEntry>
read_tgz(const std::filesystem::path& archive);  // everything in it

}  // namespace lockstep
