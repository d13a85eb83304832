#include "common/url_template.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include <fmt/format.h>

namespace lockstep {
namespace {

constexpr std::string_view placeholder = "{sid}";

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '.' || c == '_' || c == '~';
}

std::string percent_encoded(std::string_view id) {
    std::string encoded;
    for (const char c : id) {
        if (is_plain(c))
            encoded += c;
        else
            encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return encoded;
}

int port_in(std::string_view digits) {
    int port = 0;
    const auto* end = digits.data() + digits.size();
    const auto [rest, error] = std::from_chars(digits.data(), end, port);
    return error == std::errc{} && rest == end && port > 0 && port <= 65535 ? port : 0;
}

}  // namespace

UrlTemplate::UrlTemplate(const std::string& text) {
    const auto refuse = [&](const std::string& why) {
        throw std::invalid_argument{fmt::format("{}: {}", text, why)};
    };
    std::string_view rest = text;
    const bool secure = rest.starts_with("https://");
    if (!secure && !rest.starts_with("http://"))
        refuse("a URL template begins with http:// or https://");
    rest.remove_prefix(rest.find("//") + 2);
    port_ = secure ? 443 : 80;

    const auto path = std::min(rest.find_first_of("/?#"), rest.size());
    const auto authority = rest.substr(0, path);
    target_ = rest.substr(path);
    origin_ = text.substr(0, text.size() - target_.size());
    const bool in_brackets = authority.starts_with('[');
    const auto host_end = in_brackets ? authority.find(']') : authority.find(':');
    host_ = authority.substr(in_brackets ? 1 : 0, host_end - (in_brackets ? 1 : 0));
    auto after = authority.substr(std::min(host_end, authority.size()));
    if (in_brackets && !after.empty()) after.remove_prefix(1);
    if (!after.empty()) port_ = after.starts_with(':') ? port_in(after.substr(1)) : 0;

    if (port_ == 0) refuse("the port is a number from 1 to 65535");
    if (host_.empty() || authority.find('@') != authority.npos ||
        (in_brackets && host_end == authority.npos))
        refuse("a host must be named, nothing else before its port");
    if (!target_.starts_with('/')) target_.insert(0, 1, '/');
    if (target_.find(placeholder) == target_.npos)
        refuse("{sid}, where the stock's id goes, is missing after the host");
    const auto odd = [](char c) { return c <= ' ' || c > '~' || c == '#'; };
    if (std::any_of(text.begin(), text.end(), odd))
        refuse("spaces, # and characters that are not ASCII must be percent-encoded");
}

std::string UrlTemplate::url(std::string_view id) const {
    const auto encoded = percent_encoded(id);
    std::string target = target_;
    for (auto at = target.find(placeholder); at != target.npos;
         at = target.find(placeholder, at + encoded.size()))
        target.replace(at, placeholder.size(), encoded);
    return origin_ + target;
}

}  // namespace lockstep
