// An open file of the operating system, closed when its owner goes away.
#pragma once

#include <utility>

#include <unistd.h>

namespace lockstep {

class FileDescriptor {
  public:
    explicit FileDescriptor(int number = -1) : number_{number} {}
    ~FileDescriptor() {
        if (number_ >= 0) ::close(number_);
    }
    FileDescriptor(FileDescriptor&& other) noexcept : number_{other.release()} {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }

    bool is_open() const { return number_ >= 0; }
    int get() const { return number_; }
    int release() { return std::exchange(number_, -1); }  // the caller closes it

  private:
    int number_;
};

}  // namespace lockstep
