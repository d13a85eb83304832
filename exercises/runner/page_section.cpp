#include "exercises/runner/page_section.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <regex>
#include <sstream>

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

std::vector<Passage> passages(const std::string& text) {
    static const std::regex item{R"( *([-*]|\d+\.) .*)"};
    std::vector<Passage> all;
    std::istringstream lines{text};
    bool fenced = false, goes_on = false;
    for (std::string line; std::getline(lines, line);) {
        const bool fence = line.starts_with("```");
        const bool prose = !fenced && !fence && !line.empty() && line.front() != '#' &&
                           line.front() != '|';
        if (fence) fenced = !fenced;
        const auto begin = std::min(line.find_first_not_of(' '), line.size());
        if (prose && goes_on && !std::regex_match(line, item))
            all.back().text += " " + line.substr(begin);
        else
            all.push_back({prose ? line.substr(begin) : line, prose});
        goes_on = prose;
    }
    return all;
}

std::size_t passage_of(const std::vector<Passage>& all, const std::string& part) {
    const auto found = std::ranges::find_if(all, [&](const Passage& passage) {
        return passage.is_prose && passage.text.starts_with("**" + part);
    });
    return static_cast<std::size_t>(found - all.begin());
}

}  // namespace lockstep::learn
