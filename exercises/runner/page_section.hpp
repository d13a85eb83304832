// The part of a walkthrough that an exercise names, such as
// lessons/03_event_handshake/README.md#why-it-is-correct.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace lockstep::learn {

// Its text from the heading to the next one that is no smaller; the whole page without an
// anchor. Nothing when there is no such page or heading.
std::optional<std::string> page_section(const std::filesystem::path& root,
                                        const std::string& link);

}  // namespace lockstep::learn
