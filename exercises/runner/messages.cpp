#include "exercises/runner/messages.hpp"

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "common/atomic_file.hpp"

namespace lockstep::learn {
namespace {

// Chinese is written without spaces between words.
void append(std::string& text, const std::string& more) {
    const auto is_ascii = [](char byte) { return static_cast<signed char>(byte) >= 0; };
    const bool space = !text.empty() && text.back() != '\n' &&
                       (is_ascii(text.back()) || is_ascii(more.front()));
    text += (space ? " " : "") + more;
}

void continue_text(std::string& text, const std::string& line, bool new_paragraph) {
    const auto indent = line.find_first_not_of(' ');
    if (new_paragraph && !text.empty()) text += "\n\n";
    if (indent <= 4) return append(text, line.substr(indent));
    if (!text.ends_with('\n') && !text.empty()) text += '\n';
    text += line.substr(4) + '\n';
}

}  // namespace

Messages Messages::parse(std::string_view bytes) {
    Messages all;
    std::istringstream lines{std::string{bytes}};
    std::string section;
    std::string* text = nullptr;  // which an indented line continues
    bool paragraph = false;
    for (std::string line; std::getline(lines, line);) {
        while (!line.empty() && (line.back() == ' ' || line.back() == '\r'))
            line.pop_back();
        if (line.starts_with('#')) continue;
        if (line.empty()) {
            paragraph = true;
        } else if (line.front() == ' ') {
            if (text != nullptr)
                continue_text(*text, line, std::exchange(paragraph, false));
        } else if (line.front() == '[' && line.back() == ']') {
            section = line.substr(1, line.size() - 2);
            all.sections_[section];
            text = nullptr;
        } else if (const auto colon = line.find(':'); colon != line.npos) {
            text = &all.sections_[section][line.substr(0, colon)];
            const auto begin = line.find_first_not_of(' ', colon + 1);
            *text = begin == line.npos ? "" : line.substr(begin);
            paragraph = false;
        }
    }
    for (auto& [name, keys] : all.sections_)
        for (auto& [key, value] : keys)
            while (value.ends_with('\n')) value.pop_back();
    return all;
}

const std::string& Messages::find(const std::string& section,
                                  const std::string& key) const {
    static const std::string none;
    const auto keys = sections_.find(section);
    if (keys == sections_.end()) return none;
    const auto text = keys->second.find(key);
    return text == keys->second.end() ? none : text->second;
}

bool Messages::has_section(const std::string& section) const {
    return sections_.contains(section);
}

std::string Messages::say(
    const std::string& key,
    std::initializer_list<std::pair<std::string_view, std::string>> values) const {
    const std::string& text = find("", key);
    std::string said;
    for (std::size_t at = 0; at < text.size();) {
        const auto named = std::ranges::find_if(values, [&](const auto& value) {
            return text.compare(at, value.first.size() + 2,
                                "{" + std::string{value.first} + "}") == 0;
        });
        said += named == values.end() ? std::string{text[at]} : named->second;
        at += named == values.end() ? 1 : named->first.size() + 2;
    }
    return text.empty() ? key : said;
}

void Messages::put_over(const Messages& others) {
    for (const auto& [section, keys] : others.sections_)
        for (const auto& [key, text] : keys)
            if (!text.empty()) sections_[section][key] = text;
}

std::vector<std::string> wanted_languages() {
    const char* value = std::getenv("LOCKSTEP_LANG");
    if (value == nullptr || *value == '\0') value = std::getenv("LANG");
    std::string name = value == nullptr ? "" : value;
    name = name.substr(0, name.find_first_of(".@"));
    std::ranges::replace(name, '_', '-');
    const auto harmless = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '-';
    };
    if (name.empty() || name == "C" || !std::ranges::all_of(name, harmless)) return {};
    std::vector<std::string> languages{name};
    if (const auto dash = name.find('-'); dash != name.npos)
        languages.push_back(name.substr(0, dash));
    return languages;
}

Messages load_messages(const std::filesystem::path& folder,
                       const std::filesystem::path& file) {
    auto languages = wanted_languages();
    std::ranges::reverse(languages);
    languages.insert(languages.begin(), "en");
    Messages messages;
    for (const auto& language : languages)
        if (const auto path = folder / language / file;
            std::filesystem::is_regular_file(path))
            messages.put_over(Messages::parse(read_file(path)));
    return messages;
}

}  // namespace lockstep::learn
