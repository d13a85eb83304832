// What stands on the terminal: a text of which a part is shown, and two lines below it.
#pragma once

#include <string>
#include <vector>

namespace lockstep::learn {

class View {
  public:
    // From the top. Lines that are too long are wrapped.
    void show(std::vector<std::string> lines);
    void set_footer(std::string status, std::string keys);

    void next_page();
    void previous_page();
    bool has_more() const;
    void draw();  // anew, in the terminal's size of now

  private:
    std::size_t page() const;
    void lay_out();

    std::vector<std::string> text_;
    std::vector<std::string> rows_;  // text_ in the terminal's width
    std::size_t top_ = 0;
    std::string status_, keys_;
};

}  // namespace lockstep::learn
