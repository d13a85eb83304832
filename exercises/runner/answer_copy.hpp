// An answer on its way to a verdict. Its bytes are read once: a copy of them, in a folder
// of its own, is what is compiled, held against the rules and shown in traces.
#pragma once

#include <filesystem>
#include <string>

#include "exercises/runner/file_lock.hpp"
#include "exercises/runner/places.hpp"

namespace lockstep::learn {

class AnswerCopy {
  public:
    // Takes the folder places.answers()/NAME, or NAME+2 and so on while other runners
    // judge answers of that name, and empties it. It stays behind, for a replay under
    // gdb. Throws std::system_error that names what cannot be read or written.
    AnswerCopy(const Places& places, std::filesystem::path file, const std::string& name);

    const std::filesystem::path& file() const { return file_; }  // the learner's
    const std::filesystem::path& folder() const { return folder_; }
    std::filesystem::path copy() const { return folder_ / name_; }
    std::filesystem::path object() const { return folder_ / "answer.o"; }
    std::filesystem::path included() const { return folder_ / "answer.d"; }
    std::filesystem::path program() const { return folder_ / "program"; }
    // Of the bytes; beside the program in the file sha256, as sha256sum writes it.
    const std::string& sha256() const { return sha256_; }

    bool file_has_changed() const;  // since it was read
    bool copy_has_changed() const;
    void remove();  // the folder
    // With the learner's name in place of the copy's.
    std::string in_learners_words(std::string text, const Places& places) const;

  private:
    void take_folder(const Places& places, const std::string& name);

    std::filesystem::path file_, folder_, name_;
    std::string bytes_, sha256_;
    std::optional<FileLock> lock_;
};

}  // namespace lockstep::learn
