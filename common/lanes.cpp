#include "common/lanes.hpp"

#include <algorithm>
#include <utility>

#include "common/colours.hpp"
#include "common/visible_text.hpp"

namespace lockstep {
namespace {

constexpr std::size_t table_width = 80;
constexpr std::size_t time_width = 8;
constexpr std::string_view border = "| ";
constexpr std::size_t narrowest = 8;  // more lanes than fit make the table wider than 80

}  // namespace

Lanes::Lanes(std::vector<std::string> names) : names_{std::move(names)} {
    const std::size_t share =
        (table_width - time_width) / std::max<std::size_t>(names_.size(), 1);
    width_ = std::max(share - std::min(share, border.size()), narrowest);
}

std::optional<std::size_t> Lanes::lane_of(std::string_view thread) const {
    std::optional<std::size_t> best;
    for (std::size_t lane = 0; lane < names_.size(); ++lane) {
        const bool longer = !best || names_[lane].size() > names_[*best].size();
        if (longer && thread.starts_with(names_[lane])) best = lane;
    }
    return best;
}

std::string Lanes::header() const {
    std::string names(time_width, ' ');
    std::string line(time_width, '-');
    for (const std::string& name : names_) {
        names += std::string{border} + pad(cut(name, width_), width_);
        line += '+';
        line.append(border.size() - 1 + width_, '-');
    }
    return names + "\n" + line + "\n";
}

std::string Lanes::rows(std::string_view time, std::string_view thread, std::size_t lane,
                        std::string_view text, bool in_colour) const {
    std::string_view which = thread.substr(names_[lane].size());
    which.remove_prefix(std::min(which.find_first_not_of(' '), which.size()));
    const bool said_already = text.starts_with(which);
    std::string all;
    for (const std::string& cell :
         wrap(said_already ? std::string{text} : fmt::format("{}: {}", which, text),
              width_)) {
        all += row(time, lane, cell, in_colour);
        time = "";
    }
    return all;
}

std::string Lanes::row(std::string_view time, std::size_t lane, std::string_view cell,
                       bool in_colour) const {
    std::string line = fmt::format("{:>7} ", time);
    for (std::size_t i = 0; i < names_.size(); ++i) {
        const std::string text = pad(i == lane ? cell : "", width_);
        line +=
            std::string{border} + (i == lane && in_colour ? coloured(text, lane) : text);
    }
    return line + "\n";
}

}  // namespace lockstep
