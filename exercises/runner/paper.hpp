// Text laid out in lines of a given width, for a terminal or a pipe.
//
// **Bold** marks become bold on a terminal and vanish elsewhere. Nothing in a text can
// drive the terminal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lockstep::learn {

struct Style {
    std::size_t width = 80;
    bool colour = false;
};

// Of standard output: the terminal's width, at most 100; colours unless NO_COLOR.
Style style_of_output();

enum class Tone { plain, good, bad, quiet };

class Paper {
  public:
    explicit Paper(const Style& style) : style_{style} {}

    void line(std::string_view text, Tone tone = Tone::plain);  // cut, not wrapped
    void paragraph(std::string_view text);
    // The label in a column of its own, the text beside it. An indented line of it is
    // code.
    void labelled(std::string_view label, std::string_view text);
    // Lines as they are.
    void verbatim(std::string_view text, std::size_t indent = 0);
    void blank();  // never two in a row

    std::size_t width() const { return style_.width; }
    const std::vector<std::string>& lines() const { return lines_; }
    std::string text() const;  // all, each with a line feed

  private:
    void wrapped(std::string_view text, const std::string& first, std::size_t indent);
    std::string toned(std::string text, Tone tone) const;

    Style style_;
    std::vector<std::string> lines_;
};

}  // namespace lockstep::learn
