// A disk that is full for the test's own process.
#pragma once

#include <csignal>
#include <cstddef>
#include <stdexcept>

#include <sys/resource.h>

namespace lockstep::test {

// While it lives no file of this process can grow beyond `bytes`, as on a full disk.
class FileSizeLimit {
  public:
    explicit FileSizeLimit(std::size_t bytes) : handler_{std::signal(SIGXFSZ, SIG_IGN)} {
        getrlimit(RLIMIT_FSIZE, &former_);
        const rlimit small{bytes, former_.rlim_max};
        if (setrlimit(RLIMIT_FSIZE, &small) != 0) throw std::runtime_error{"setrlimit"};
    }
    ~FileSizeLimit() {
        setrlimit(RLIMIT_FSIZE, &former_);
        std::signal(SIGXFSZ, handler_);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

  private:
    void (*handler_)(int);
    rlimit former_{};
};

}  // namespace lockstep::test
