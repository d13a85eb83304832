// Which files in an output folder are ours, so that a run that was killed can be tidied up by the
// next one without touching what is somebody else's.
//
// The file is called lockstep-manifest.txt, one line an entry, only ever appended to while a run
// lasts; a line that a kill cut short is ignored.
//
//     lockstep-manifest 1
//     xml 000007.xml 20481 9c3f1a22       written before 000007.xml appears: size, CRC-32
//     tgz 3.tgz 000006.xml 000007.xml     written before 3.tgz appears
//
// A file whose size or CRC-32 differs from its line is not ours.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

class Manifest {
  public:
    // Makes the folder if need be, and locks it: a second process in the same folder gets an
    // error that names it. Throws std::system_error or std::runtime_error that names the folder.
    explicit Manifest(std::filesystem::path folder);
    ~Manifest();
    Manifest(const Manifest&) = delete;
    Manifest& operator=(const Manifest&) = delete;

    struct Recovery {
        std::vector<std::string> to_pack;   // our whole XML files that no archive of ours holds
        std::vector<std::string> removed;   // XML that was safe in an archive of ours, now removed
        std::size_t temporaries = 0;        // half-written hidden files, now removed
    };
    // Once, before anything is written: looks at what the last run left. XML is removed only when
    // an archive named in the manifest has been read back and holds the same bytes.
    Recovery recover();

    // Announces a file before it is made. Different threads may call these.
    void will_write(const std::string& xml_name, std::string_view bytes);
    void will_pack(const std::string& archive_name, std::span<const std::string> xml_names);

    // The next K for K.tgz: above every number in the folder and in the manifest.
    int next_archive_number();

    const std::filesystem::path& folder() const;

  private:
    // Implementation is free to choose.
};

}  // namespace lockstep
