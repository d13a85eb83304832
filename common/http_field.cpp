#include "common/http_field.hpp"

#include <algorithm>

namespace lockstep {

std::optional<HttpField> parse_http_field(std::string_view line) {
    const auto name = line.substr(0, line.find(':'));
    if (name.empty() || name == line || name.find_first_of(" \t") != name.npos)
        return std::nullopt;
    return HttpField{lower_case(name), trimmed(line.substr(name.size() + 1))};
}

std::string lower_case(std::string_view text) {
    std::string lower{text};
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    const auto first = std::min(text.find_first_not_of(blank), text.size());
    return text.substr(first, text.find_last_not_of(blank) + 1 - first);
}

}  // namespace lockstep
