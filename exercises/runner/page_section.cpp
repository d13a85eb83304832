#include "exercises/runner/page_section.hpp"

#include <cctype>
#include <fstream>

namespace lockstep::learn {
namespace {

std::size_t level_of(const std::string& line) {
    const auto level = line.find_first_not_of('#');
    return level != line.npos && level > 0 && line[level] == ' ' ? level : 0;
}

// As GitHub makes it from a heading.
std::string anchor_of(const std::string& heading) {
    std::string anchor;
    for (const char c : heading) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == ' ')
            anchor += '-';
        else if (std::isalnum(byte) || c == '-' || c == '_' || byte >= 0x80)
            anchor += static_cast<char>(std::tolower(byte));
    }
    return anchor;
}

}  // namespace

std::optional<std::string> page_section(const std::filesystem::path& root,
                                        const std::string& link) {
    const auto hash = link.find('#');
    std::ifstream page{root / link.substr(0, hash)};
    const std::string wanted = hash == link.npos ? "" : link.substr(hash + 1);
    std::string text;
    std::size_t inside = 0;  // the level of the heading that was found
    bool fenced = false;
    for (std::string line; std::getline(page, line);) {
        if (line.starts_with("```")) fenced = !fenced;
        const std::size_t level = fenced ? 0 : level_of(line);
        if (inside > 0 && level > 0 && level <= inside) break;
        if (level > 0 && inside == 0 && anchor_of(line.substr(level + 1)) == wanted)
            inside = level;
        if (inside > 0 || wanted.empty()) text += line + "\n";
    }
    if (text.empty()) return std::nullopt;
    return text;
}

}  // namespace lockstep::learn
