#include "exercises/runner/terminal.hpp"

#include <cerrno>
#include <system_error>

#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace lockstep::learn {
namespace {

int check(int result, const char* what) {
    if (result < 0) throw std::system_error{errno, std::generic_category(), what};
    return result;
}

}  // namespace

RawTerminal::RawTerminal() {
    check(::tcgetattr(STDIN_FILENO, &before_), "terminal");
    take();
}

RawTerminal::~RawTerminal() {
    give_back();
}

// ISIG stays: Ctrl-C is a signal, as everywhere.
void RawTerminal::take() const {
    termios raw = before_;
    raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    ::tcsetattr(STDIN_FILENO, TCSANOW, &raw);
}

void RawTerminal::give_back() const {
    ::tcsetattr(STDIN_FILENO, TCSANOW, &before_);
}

void RawTerminal::stop_process() const {
    give_back();
    ::raise(SIGSTOP);
    take();
}

TerminalSize terminal_size() {
    winsize size{};
    const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
                       size.ws_col > 1 && size.ws_row > 1;
    return known ? TerminalSize{size.ws_row, size.ws_col} : TerminalSize{24, 80};
}

std::string read_keys() {
    char bytes[64];
    const ssize_t count = ::read(STDIN_FILENO, bytes, sizeof bytes);
    return count > 0 ? std::string(bytes, static_cast<std::size_t>(count))
                     : std::string{};
}

SignalReader::SignalReader() {
    sigset_t ours;
    ::sigemptyset(&ours);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGWINCH})
        ::sigaddset(&ours, signal);
    ::pthread_sigmask(SIG_BLOCK, &ours, &before_);
    file_ = FileDescriptor{
        check(::signalfd(-1, &ours, SFD_CLOEXEC | SFD_NONBLOCK), "signalfd")};
}

SignalReader::~SignalReader() {
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

std::optional<int> SignalReader::next() const {
    signalfd_siginfo came{};
    if (::read(file_.get(), &came, sizeof came) != sizeof came) return std::nullopt;
    return static_cast<int>(came.ssi_signo);
}

}  // namespace lockstep::learn
