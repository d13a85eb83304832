#include "tests/book/markdown.hpp"

#include <algorithm>
#include <cctype>
#include <regex>
#include <sstream>

namespace lockstep::book {
namespace {

int line_of(const std::string& text, std::size_t position) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(position);
    return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

void blank_out(std::string& text, std::size_t begin, std::size_t end) {
    for (auto i = begin; i < end; ++i)
        if (text[i] != '\n') text[i] = ' ';
}

Fence open_fence(int line, const std::string& info) {
    Fence fence;
    fence.line = line;
    std::istringstream words{info};
    words >> fence.language;
    for (std::string word; words >> word;) {
        const auto equals = word.find('=');
        fence.attributes[word.substr(0, equals)] =
            equals == std::string::npos ? "" : word.substr(equals + 1);
    }
    return fence;
}

std::string without_indent(const std::string& line, std::size_t indent) {
    const auto text = std::min(line.find_first_not_of(' '), line.size());
    return line.substr(std::min(indent, text));
}

// Takes the fenced blocks out and leaves empty lines in their place.
std::string take_fences(Page& page) {
    static const std::regex opening{R"(^( *)(```+|~~~+)\s*([^`]*)$)"};
    std::string rest;
    std::size_t indent = 0;
    std::string marker;  // of the block we are in; empty outside
    int number = 0;
    for (const auto& line : page.lines) {
        ++number;
        std::smatch match;
        if (marker.empty() && std::regex_match(line, match, opening)) {
            indent = match[1].str().size();
            marker = match[2];
            page.fences.push_back(open_fence(number, match[3]));
        } else if (marker.empty()) {
            rest += line;
        } else if (const auto text = trimmed(line);
                   text.starts_with(marker) &&
                   text.find_first_not_of(marker[0]) == std::string::npos) {
            page.fences.back().closed = true;
            marker.clear();
        } else {
            page.fences.back().lines.push_back(without_indent(line, indent));
        }
        rest += '\n';
    }
    return rest;
}

void take_comments(std::string& text) {
    for (auto begin = text.find("<!--"); begin != std::string::npos;
         begin = text.find("<!--", begin)) {
        const auto end = text.find("-->", begin);
        const auto after = end == std::string::npos ? text.size() : end + 3;
        blank_out(text, begin, after);
        begin = after;
    }
}

// A span opens with n backticks and closes with n; it does not cross an empty line.
void take_code_spans(Page& page, std::string& text) {
    for (auto begin = text.find('`'); begin != std::string::npos;
         begin = text.find('`', begin)) {
        const auto inside = std::min(text.find_first_not_of('`', begin), text.size());
        const auto ticks = text.substr(begin, inside - begin);
        auto close = text.find(ticks, inside);
        while (close != std::string::npos && text[close + ticks.size()] == '`')
            close = text.find(ticks, text.find_first_not_of('`', close));
        if (close == std::string::npos || text.find("\n\n", inside) < close) {
            begin = inside;
            continue;
        }
        auto code = text.substr(inside, close - inside);
        std::replace(code.begin(), code.end(), '\n', ' ');
        page.code_spans.push_back({line_of(text, begin), trimmed(code)});
        blank_out(text, begin, close + ticks.size());
        begin = close + ticks.size();
    }
}

// Punctuation that GitHub drops from an anchor although it is not ASCII: general
// punctuation (dashes, curly quotes, ellipsis), and the Chinese full stop, comma,
// brackets and their like.
bool is_wide_punctuation(const std::string& text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (at + 2 >= text.size()) return false;
    const auto first = byte(at);
    const auto second = byte(at + 1);
    return (first == 0xE2 && (second == 0x80 || second == 0x81)) ||
           (first == 0xE3 && second == 0x80) || (first == 0xEF && second == 0xBC);
}

std::string anchor_of(const std::string& heading) {
    static const std::regex link{R"(\[([^\]]*)\]\([^)]*\))"};
    const auto text = std::regex_replace(heading, link, "$1");
    std::string anchor;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x80 && is_wide_punctuation(text, i)) {
            i += 2;
        } else if (byte >= 0x80 || std::isalnum(byte) || byte == '-' || byte == '_') {
            anchor += static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte);
        } else if (byte == ' ') {
            anchor += '-';
        }
    }
    return anchor;
}

void read_headings(Page& page, const std::string& text) {
    static const std::regex heading{R"(^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$)"};
    std::map<std::string, int> seen;
    int number = 0;
    for (const auto& line : split_lines(text)) {
        ++number;
        std::smatch match;
        if (!std::regex_match(line, match, heading)) continue;
        auto anchor = anchor_of(match[2]);
        if (const auto times = seen[anchor]++; times > 0)
            anchor += "-" + std::to_string(times);
        page.headings.push_back(
            {number, static_cast<int>(match[1].length()), match[2], std::move(anchor)});
    }
}

void read_links(Page& page) {
    static const std::regex link{
        R"#(\]\(\s*<?((?:[^()\s<>]|\([^()\s]*\))*)>?(?:\s+"[^"]*")?\s*\))#"
        R"#(|(?:^|\n)\[[^\]]+\]:\s+<?([^\s>]+))#"
        R"#(|<(https?:[^>\s]*)>)#"
        R"#(|(?:href|src)="([^"]*)")#"};
    using Matches = std::sregex_iterator;
    for (Matches i{page.prose.begin(), page.prose.end(), link}; i != Matches{}; ++i)
        for (std::size_t group = 1; group < i->size(); ++group)
            if ((*i)[group].matched)
                page.links.push_back(
                    {line_of(page.prose, static_cast<std::size_t>(i->position(group))),
                     (*i)[group]});
}

}  // namespace

Page read_page(std::string path, const std::string& text) {
    Page page;
    page.path = std::move(path);
    page.lines = split_lines(text);
    page.prose = take_fences(page);
    take_comments(page.prose);
    read_headings(page, page.prose);
    take_code_spans(page, page.prose);
    read_links(page);
    return page;
}

std::vector<std::string> split_lines(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);) lines.push_back(std::move(line));
    return lines;
}

std::string trimmed(const std::string& text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos) return "";
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

}  // namespace lockstep::book
