// Keeps other runners out while this object lives. The file itself stays empty.
#pragma once

#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>

#include "common/file_descriptor.hpp"

namespace lockstep::learn {

class FileLock {
  public:
    // Blocks; so hold one for moments only. Throws std::system_error that names the file.
    explicit FileLock(const std::filesystem::path& path) : file_{open(path)} {
        while (::flock(file_.get(), LOCK_EX) != 0)
            if (errno != EINTR) fail(path);
    }

    // Does not block: nothing where another holds it.
    static std::optional<FileLock> if_free(const std::filesystem::path& path) {
        FileLock lock{open(path)};
        if (::flock(lock.file_.get(), LOCK_EX | LOCK_NB) == 0) return lock;
        if (errno != EWOULDBLOCK) fail(path);
        return std::nullopt;
    }

  private:
    explicit FileLock(FileDescriptor file) : file_{std::move(file)} {}

    static FileDescriptor open(const std::filesystem::path& path) {
        std::filesystem::create_directories(path.parent_path());
        const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (file < 0) fail(path);
        return FileDescriptor{file};
    }
    [[noreturn]] static void fail(const std::filesystem::path& path) {
        throw std::system_error{errno, std::generic_category(), path.string()};
    }

    FileDescriptor file_;
};

}  // namespace lockstep::learn
