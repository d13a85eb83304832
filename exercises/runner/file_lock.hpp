// Keeps other runners out while this object lives. The file itself stays empty.
#pragma once

#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>

#include "common/file_descriptor.hpp"

namespace lockstep::learn {

class FileLock {
  public:
    // Blocks; so hold one for moments only. Throws std::system_error that names the file.
    explicit FileLock(const std::filesystem::path& path)
        : file_{::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)} {
        while (::flock(file_.get(), LOCK_EX) != 0)
            if (errno != EINTR)
                throw std::system_error{errno, std::generic_category(), path.string()};
    }

  private:
    FileDescriptor file_;
};

}  // namespace lockstep::learn
