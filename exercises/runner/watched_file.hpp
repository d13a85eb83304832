// Says whether a file was saved, by asking the file system now and then: that works on
// every one, network mounts and WSL included.
#pragma once

#include <filesystem>
#include <tuple>

#include <sys/stat.h>

namespace lockstep::learn {

class WatchedFile {
  public:
    explicit WatchedFile(std::filesystem::path path)
        : path_{std::move(path)}, seen_{look()} {}

    // Since it was asked last. A file that is gone for a moment is being saved.
    bool was_saved() {
        const State now = look();
        if (now == State{} || now == seen_) return false;
        seen_ = now;
        return true;
    }

  private:
    using State = std::tuple<ino_t, off_t, time_t, long>;

    State look() const {
        struct stat file {};
        if (::stat(path_.c_str(), &file) != 0) return {};
        return {file.st_ino, file.st_size, file.st_mtim.tv_sec, file.st_mtim.tv_nsec};
    }

    std::filesystem::path path_;
    State seen_;
};

}  // namespace lockstep::learn
