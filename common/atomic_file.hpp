// A file that appears whole under its name or not at all.
//
// The bytes go into a hidden file in the same folder (".NAME.lockstep-" and six random letters);
// commit() flushes them to the disk (fsync), renames it, and flushes the folder. Without commit()
// the hidden file is removed, also when an exception passes. Only a killed process leaves one
// behind: remove_leftover_temporaries() takes those away.
// Source: POSIX rename and fsync; Linux renameat2 for if_exists::refuse.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace lockstep {

enum class IfExists { replace, refuse };

class AtomicFile {
  public:
    // All members throw std::system_error with the file's path in the text. For one thread.
    explicit AtomicFile(std::filesystem::path path, IfExists if_exists = IfExists::replace);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    void write(std::string_view bytes);
    void commit();
    int descriptor() const;  // for libraries that write by themselves

  private:
    // Implementation is free to choose.
};

void write_atomically(const std::filesystem::path& path, std::string_view bytes,
                      IfExists if_exists = IfExists::replace);

// Removes the hidden files that killed processes left in `folder`; returns how many. The caller
// must know that no other process is writing there.
std::size_t remove_leftover_temporaries(const std::filesystem::path& folder);

// The whole file. Throws std::system_error that names it.
std::string read_file(const std::filesystem::path& path);

}  // namespace lockstep
