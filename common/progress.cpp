#include <algorithm>
#include <utility>

#include "common/console.hpp"
#include "common/screen.hpp"
#include "common/visible_text.hpp"

namespace lockstep {
namespace {

constexpr std::size_t bar_width = 30;
constexpr std::size_t redraws = 1000;  // at most so many, however long the work

std::string bar(std::string_view what, std::size_t done, std::size_t total) {
    const std::string filled(done * bar_width / total, '#');
    return fmt::format("{}  [{:.<{}}]  {} of {}", what, filled, bar_width, done, total);
}

}  // namespace

Progress::Progress(std::string what, std::size_t total)
    : what_{visible(what)}, total_{std::max<std::size_t>(total, 1)} {
    if (screen::can_redraw()) screen::set_bar(bar(what_, 0, total_));
}

Progress::~Progress() {
    if (screen::can_redraw()) screen::set_bar("");
}

// The lock is held while drawing, so that an older count never covers a newer one.
void Progress::advance(std::size_t steps) {
    std::scoped_lock lock{mutex_};
    const std::size_t before = std::exchange(done_, std::min(done_ + steps, total_));
    const auto reached = [&](std::size_t parts) {
        return done_ * parts / total_ > before * parts / total_;
    };
    if (screen::can_redraw()) {
        if (reached(redraws)) screen::set_bar(bar(what_, done_, total_));
    } else if (reached(10)) {
        console::write_plain(fmt::format("{}: {} of {}", what_, done_, total_));
    }
}

}  // namespace lockstep
