// The terminal of ./lockstep learn: keys come one at a time and are not echoed, and
// signals come as numbers. Both are as before once these objects are gone.
#pragma once

#include <csignal>
#include <optional>
#include <string>

#include <termios.h>

#include "common/file_descriptor.hpp"

namespace lockstep::learn {

class RawTerminal {
  public:
    RawTerminal();  // throws std::system_error when standard input is no terminal
    ~RawTerminal();
    RawTerminal(const RawTerminal&) = delete;
    RawTerminal& operator=(const RawTerminal&) = delete;

    // Ctrl-Z: gives the terminal back, stops this process, and takes it again afterwards.
    void stop_process() const;

  private:
    void take() const;
    void give_back() const;

    termios before_{};
};

struct TerminalSize {
    std::size_t rows, columns;
};
TerminalSize terminal_size();  // 24 by 80 when unknown

// What was typed since: empty when standard input is at its end. Only when it is
// readable.
std::string read_keys();

// Blocks INT, TERM, HUP, QUIT, TSTP and WINCH in this thread and those started later.
// Create it before any other thread.
class SignalReader {
  public:
    SignalReader();
    ~SignalReader();
    SignalReader(const SignalReader&) = delete;
    SignalReader& operator=(const SignalReader&) = delete;

    int descriptor() const { return file_.get(); }  // readable when one came
    std::optional<int> next() const;                // does not block

  private:
    sigset_t before_{};
    FileDescriptor file_;
};

}  // namespace lockstep::learn
