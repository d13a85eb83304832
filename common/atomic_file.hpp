// A file that appears whole under its name or not at all.
//
// The bytes go into a hidden file in the same folder (".NAME.lockstep-" and six random
// letters); commit() flushes them to the disk (fsync), renames it, and flushes the
// folder. Without commit() the hidden file is removed, also when an exception passes.
// Only a killed process leaves one behind: remove_leftover_temporaries() takes those
// away. Source: POSIX rename and fsync; Linux renameat2 for IfExists::refuse.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "common/file_descriptor.hpp"

namespace lockstep {

// What happens when a file has the name already. refuse: the constructor throws (EEXIST),
// and so does commit() when the file came in between; two processes can never replace
// each other's.
enum class IfExists { replace, refuse };

// What the file is to survive once commit() has returned. Renaming alone is enough for a
// killed process, because the kernel keeps what was written. A power cut needs the two
// flushes, which take milliseconds; without them the file may be gone or cut short then.
enum class Survives { kill, power_cut };

class AtomicFile {
  public:
    // All members throw std::system_error with the file's path in the text, and with the
    // folder's too when that is what is missing or read-only. For one thread.
    explicit AtomicFile(std::filesystem::path path,
                        IfExists if_exists = IfExists::replace,
                        Survives survives = Survives::power_cut);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    void write(std::string_view bytes);
    // Once, and last. When it throws, the file may have its name already only if the
    // flush of the folder was what failed.
    void commit();
    int descriptor() const;  // for libraries that write by themselves

  private:
    void open_folder();
    void refuse_if_present() const;
    void create_temporary();
    void give_it_its_name();
    void flush_folder() const;

    std::filesystem::path path_;
    IfExists if_exists_;
    Survives survives_;
    FileDescriptor folder_;
    FileDescriptor file_;    // closed by commit()
    std::string temporary_;  // its hidden name, empty once it has its own
};

void write_atomically(const std::filesystem::path& path, std::string_view bytes,
                      IfExists if_exists = IfExists::replace,
                      Survives survives = Survives::power_cut);

// Removes the hidden files that killed processes left in `folder`; returns how many. The
// caller must know that no other process is writing there.
std::size_t remove_leftover_temporaries(const std::filesystem::path& folder);

// The whole file. Throws std::system_error that names it.
std::string read_file(const std::filesystem::path& path);

}  // namespace lockstep
