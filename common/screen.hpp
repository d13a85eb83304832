// Standard output and standard error as one thing: a terminal has lines that stay and,
// below them, one bottom line that is drawn anew (a progress bar, or a prompt).
//
// Any thread may call. One mutex guards the screen; writing is what it is for, so it is
// held while writing. Nothing here throws when a stream is closed or full: a console that
// is gone cannot be told. Used by console.cpp, progress.cpp and pace.cpp.
#pragma once

#include <string>
#include <string_view>

namespace lockstep::screen {

enum class Stream { out = 1, error = 2 };

// Bytes that end with a line feed, in one write(2); above the bottom line if there is
// one.
void write(Stream stream, std::string_view bytes);

// 0, or the errno of the first write to standard output that was lost.
int failure();

bool can_redraw();                 // standard output is a terminal that knows how to
bool wants_colour(Stream stream);  // the same, and NO_COLOR does not forbid it

// The progress bar; an empty text removes it. Only where can_redraw().
void set_bar(std::string text);

// A question at the bottom, over the bar, while this object lives; a line without
// can_redraw().
class Prompt {
  public:
    explicit Prompt(std::string text);
    ~Prompt();
    Prompt(const Prompt&) = delete;
    Prompt& operator=(const Prompt&) = delete;
};

}  // namespace lockstep::screen
