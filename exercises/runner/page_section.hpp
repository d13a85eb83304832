// The part of a walkthrough that an exercise names, such as
// lessons/03_event_handshake/README.md#why-it-is-correct.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lockstep::learn {

// Its text from the heading to the next one that is no smaller; the whole page without an
// anchor. Nothing when there is no such page or heading.
std::optional<std::string> page_section(const std::filesystem::path& root,
                                        const std::string& link);

struct Passage {
    std::string text;
    bool is_prose = false;  // to be wrapped; the rest stays as it is
};
// For a window of any width: the lines of a paragraph or a list item become one.
std::vector<Passage> passages(const std::string& text);

// The first that begins with "**PART", as in "**Stair 9: an answer.**"; the number of
// passages when there is none.
std::size_t passage_of(const std::vector<Passage>& all, const std::string& part);

}  // namespace lockstep::learn
