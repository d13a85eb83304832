// Which files in an output folder are ours, so that a run that was killed can be tidied
// up by the next one without touching what is somebody else's.
//
// The file is called lockstep-manifest.txt, one line an entry, only ever appended to
// while a run lasts; a line that a kill cut short is ignored (see
// common/manifest_lines.hpp).
//
//     lockstep-manifest 1
//     xml 000007.xml 20481 9c3f1a22       written before 000007.xml appears: size, CRC-32
//     tgz 3.tgz 000006.xml 000007.xml     written before 3.tgz appears
//
// A file whose size or CRC-32 differs from its line is not ours.
#pragma once

#include <cstddef>
#include <filesystem>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/file_descriptor.hpp"

namespace lockstep {

struct ManifestLines;

class Manifest {
  public:
    // Makes the folder if need be, and locks it: a second process in the same folder gets
    // an error that names it. Throws std::system_error or std::runtime_error that names
    // the folder; so does a lockstep-manifest.txt that is not one of ours, which is left
    // as it is.
    explicit Manifest(std::filesystem::path folder);
    ~Manifest();
    Manifest(const Manifest&) = delete;
    Manifest& operator=(const Manifest&) = delete;

    struct Recovery {
        std::vector<std::string> to_pack;  // our whole XML that no archive of ours holds
        std::vector<std::string> removed;  // XML that was safe in one, now removed
        std::size_t temporaries = 0;       // half-written hidden files, now removed
    };
    // Once, before anything is written: looks at what the last run left. XML is removed
    // only when an archive named in the manifest has been read back and holds the same
    // bytes. When nothing is left to pack, the manifest is shortened to the names of the
    // archives.
    Recovery recover();

    // Announces a file before it is made: names of .xml and .tgz files in this folder,
    // nothing else. Different threads may call these. Once will_pack() has returned, the
    // disk has the line.
    void will_write(const std::string& xml_name, std::string_view bytes);
    void will_pack(const std::string& archive_name,
                   std::span<const std::string> xml_names);

    // The next K for K.tgz: above every number in the folder and in the manifest. The
    // number is taken by will_pack(); until then another call gives the same. Any thread
    // may call.
    int next_archive_number();

    const std::filesystem::path& folder() const { return folder_; }

  private:
    void lock_folder();
    void open_manifest();
    void append(const std::string& line);
    void shorten(std::span<const std::string> archive_names);
    bool is_ours(const std::string& xml_name, const ManifestLines& lines) const;
    void remove_what_is_packed(const ManifestLines& lines, Recovery& recovery) const;

    const std::filesystem::path folder_;
    const std::filesystem::path path_;
    FileDescriptor folder_lock_;  // held while this object lives

    std::mutex mutex_;
    FileDescriptor file_;       // guarded by mutex_
    bool line_is_cut_ = false;  // guarded by mutex_: the last line has no end
    int highest_number_ = 0;    // guarded by mutex_: of the archives in the manifest
};

}  // namespace lockstep
