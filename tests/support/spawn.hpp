// Starts a program with pipes, or a terminal, in place of its standard streams.
// Used by run_program.cpp alone.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <sys/types.h>
#include <unistd.h>

#include "tests/support/run_program.hpp"

namespace lockstep::test {

// Owns a file descriptor.
class Descriptor {
  public:
    explicit Descriptor(int number = -1) : number_{number} {}
    Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() { close(); }

    int get() const { return number_; }
    void close() {
        if (number_ >= 0) ::close(std::exchange(number_, -1));
    }

  private:
    int number_;
};

// The result of a system call; throws std::system_error with `what` when it is negative.
int check(int result, const std::string& what);

// In this thread, writing to a program that reads no more is an error and not our end.
void block_sigpipe_in_this_thread();

// Our ends of what it reads and writes; none of them blocks. On a terminal err is unused.
// It leads a process group of its own, and has every signal at its default.
struct Spawned {
    pid_t pid = -1;
    Descriptor in, out, err;
};
Spawned spawn(const std::vector<std::string>& command, const RunOptions& options);

}  // namespace lockstep::test
