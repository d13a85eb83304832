// Lines as a table of 80 columns: the time, then a column ("lane") per thread.
//
//       0.312| 000007.csv arrives     | takes 000007           |
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

class Lanes {
  public:
    explicit Lanes(std::vector<std::string> names);

    // The lane whose name `thread` begins with; the longest, where there are several.
    std::optional<std::size_t> lane_of(std::string_view thread) const;

    std::string header() const;
    // What `thread` says, as one or more rows that end with a line feed. What its name
    // has beyond the lane's comes first: "download 000007" says "000007: text".
    std::string rows(std::string_view time, std::string_view thread, std::size_t lane,
                     std::string_view text, bool in_colour) const;

  private:
    std::string row(std::string_view time, std::size_t lane, std::string_view cell,
                    bool in_colour) const;

    std::vector<std::string> names_;
    std::size_t width_;  // of a lane's text
};

}  // namespace lockstep
