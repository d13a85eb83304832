#include "common/screen.hpp"

#include <cerrno>
#include <cstdlib>
#include <mutex>
#include <utility>

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "common/visible_text.hpp"

namespace lockstep::screen {
namespace {

constexpr std::string_view clear_line = "\r\x1b[K";

struct State {
    std::mutex mutex;    // guards the two streams, and:
    std::string bar;     // empty: none
    std::string prompt;  // empty: none; hides the bar
    int failure = 0;     // of standard output, the first errno
};

// Never destroyed: threads and destructors may speak until the very end.
State& state() {
    static State& the_only = *new State;
    return the_only;
}

// One write(2) for a line. Only a pipe that is full and non-blocking, or a signal amid a
// line longer than PIPE_BUF, makes it more; the mutex keeps our own threads out of the
// gap.
void write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
        } else if (count < 0 && errno == EAGAIN) {
            pollfd room{descriptor, POLLOUT, 0};
            ::poll(&room, 1, -1);
        } else if (count == 0 || errno != EINTR) {
            if (descriptor == STDOUT_FILENO && count < 0 && state().failure == 0)
                state().failure = errno;
            return;
        }
    }
}

std::size_t columns() {
    winsize size{};
    const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
    return known ? size.ws_col : 80;
}

// One column stays free: a full line would push the cursor to the next one.
std::string bottom_line() {
    const std::string& text = state().prompt.empty() ? state().bar : state().prompt;
    return text.empty() ? text : cut(text, columns() - 1);
}

void redraw() {
    write_all(STDOUT_FILENO, std::string{clear_line} + bottom_line());
}

bool is_capable_terminal(int descriptor) {
    const char* kind = std::getenv("TERM");
    return ::isatty(descriptor) == 1 && kind != nullptr && *kind != '\0' &&
           std::string_view{kind} != "dumb";
}

bool no_color() {
    const char* value = std::getenv("NO_COLOR");
    return value != nullptr && *value != '\0';
}

}  // namespace

void write(Stream stream, std::string_view bytes) {
    std::scoped_lock lock{state().mutex};
    const std::string bottom = bottom_line();
    if (bottom.empty()) {
        write_all(static_cast<int>(stream), bytes);
    } else if (stream == Stream::out) {
        write_all(STDOUT_FILENO, std::string{clear_line} + std::string{bytes} + bottom);
    } else {
        write_all(STDOUT_FILENO, clear_line);
        write_all(STDERR_FILENO, bytes);
        write_all(STDOUT_FILENO, bottom);
    }
}

int failure() {
    std::scoped_lock lock{state().mutex};
    return state().failure;
}

bool can_redraw() {
    static const bool can = is_capable_terminal(STDOUT_FILENO);
    return can;
}

bool wants_colour(Stream stream) {
    static const bool out = can_redraw() && !no_color();
    static const bool error = is_capable_terminal(STDERR_FILENO) && !no_color();
    return stream == Stream::out ? out : error;
}

void set_bar(std::string text) {
    std::scoped_lock lock{state().mutex};
    state().bar = std::move(text);
    if (state().prompt.empty()) redraw();
}

Prompt::Prompt(std::string text) {
    if (!can_redraw()) {
        write(Stream::out, text + "\n");
        return;
    }
    std::scoped_lock lock{state().mutex};
    state().prompt = std::move(text);
    redraw();
}

Prompt::~Prompt() {
    if (!can_redraw()) return;
    std::scoped_lock lock{state().mutex};
    state().prompt.clear();
    redraw();
}

}  // namespace lockstep::screen
