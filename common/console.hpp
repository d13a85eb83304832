// What the programs print: one line a write, with the time and the thread that speaks.
//
//     0.312  converter   000007.xml is written
//
// Any thread may call anything here. A line is one write(2), so lines of two threads
// never mix, nor do those of two processes while a line is no longer than PIPE_BUF (4096
// bytes). The order of lines is not the order of events: a thread can be interrupted
// between what it does and what it says. Control characters become visible escapes: text
// from the web cannot drive the terminal.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace lockstep {

// Names the calling thread, for say() and for debuggers (which show the first 15 bytes).
// Until it is called the thread that started first is "main", others "thread 1", "thread
// 2", …
void name_thread(std::string name);
std::string thread_name();

namespace console {

// Draws a column per thread in 80 columns instead of one line after another. A thread's
// column is the one that its name begins with: "download 000007" speaks in the lane
// "download". Must be called before other threads are started. Names that fit no lane get
// a line across.
void use_lanes(std::vector<std::string> lanes);

// Writes one line, stamped, to standard output; say_error to standard error. A line feed
// in the text becomes a visible "\n". Neither throws: a console that is gone cannot be
// told.
void write_line(std::string_view text);
void write_error(std::string_view text);

// Writes text without time and thread: tables, summaries. Line feeds and tabs stay, and a
// line feed is added where there is none at the end.
void write_plain(std::string_view text);
void write_plain_error(std::string_view text);

// Why something of standard output was lost, as on a full disk; empty when nothing was. A
// reader that left, as head does, is no reason.
std::string failure();

}  // namespace console

template <class... Args>
void say(fmt::format_string<Args...> text, Args&&... args) {
    console::write_line(fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void say_error(fmt::format_string<Args...> text, Args&&... args) {
    console::write_error(fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void say_plain(fmt::format_string<Args...> text, Args&&... args) {
    console::write_plain(fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void say_plain_error(fmt::format_string<Args...> text, Args&&... args) {
    console::write_plain_error(fmt::format(text, std::forward<Args>(args)...));
}

// How far long work has come. On a terminal one line at the bottom that is redrawn,
// elsewhere a plain line at every tenth. advance() may be called by any thread. One at a
// time.
class Progress {
  public:
    Progress(std::string what, std::size_t total);
    ~Progress();  // clears the bar
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void advance(std::size_t steps = 1);

  private:
    const std::string what_;
    const std::size_t total_;
    std::mutex mutex_;
    std::size_t done_ = 0;  // guarded by mutex_
};

}  // namespace lockstep
