// What stands on the terminal: a text of which a part is shown, and below it the status
// and the keys.
#pragma once

#include <string>
#include <vector>

namespace lockstep::learn {

class View {
  public:
    // From the line that is said. Lines that are too long are wrapped.
    void show(std::vector<std::string> lines, std::size_t from = 0);
    void replace(std::vector<std::string> lines);  // goes on where it is
    // `more` stands before the status while there is more than is shown.
    // Of the statuses the first that fits is shown, else the last.
    void set_footer(std::vector<std::string> statuses, std::string keys,
                    std::string more);

    // How many rows of such a text do not fit.
    std::size_t rows_too_many(const std::vector<std::string>& lines) const;

    void next_page();
    void previous_page();
    bool has_more() const;
    void draw();  // anew, in the terminal's size of now

  private:
    std::size_t page() const;
    std::vector<std::string> rows_of_keys() const;
    std::string status() const;
    void lay_out();

    std::vector<std::string> text_;
    std::vector<std::string> rows_;  // text_ in the terminal's width
    std::size_t top_ = 0;
    std::vector<std::string> statuses_;
    std::string keys_, more_;
};

}  // namespace lockstep::learn
