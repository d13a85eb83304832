#include "common/http_request.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "common/http_field.hpp"

namespace lockstep {

using Clock = std::chrono::steady_clock;

namespace {

// Where the empty line begins that ends a head. A line feed alone ends a line too, as
// RFC 9112 allows: then `nc` can be used to ask.
std::size_t end_of_head(std::string_view bytes) {
    return std::min(bytes.find("\n\r\n"), bytes.find("\n\n"));
}

bool is_method(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_target(std::string_view text) {
    return text.starts_with('/') &&
           std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

bool is_version(std::string_view text) {
    return text == "HTTP/1.1" || text == "HTTP/1.0";
}

// The next line of `text`, which loses it.
std::string_view take_line(std::string_view& text) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

// False when the line is no field.
bool take_field(std::string_view line, HttpRequest& request) {
    const auto field = parse_http_field(line);
    if (!field) return false;
    if (field->name == "content-length" || field->name == "transfer-encoding" ||
        (field->name == "connection" && lower_case(field->value) == "close"))
        request.may_be_followed = false;
    return true;
}

int status_for(TcpResult result) {
    return result == TcpResult::deadline || result == TcpResult::timeout ? 408 : 0;
}

}  // namespace

std::optional<HttpRequest> parse_http_request(std::string_view head) {
    const auto line = take_line(head);
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == line.npos || first == last) return std::nullopt;
    const auto method = line.substr(0, first);
    const auto target = line.substr(first + 1, last - first - 1);
    const auto version = line.substr(last + 1);
    if (!is_method(method) || !is_target(target) || !is_version(version))
        return std::nullopt;
    const auto path = target.substr(0, target.find('?'));
    const auto query = target.substr(std::min(path.size() + 1, target.size()));
    HttpRequest request{std::string{method}, std::string{path}, std::string{query},
                        version == "HTTP/1.1"};
    while (!head.empty())
        if (!take_field(take_line(head), request)) return std::nullopt;
    return request;
}

HttpRequestRead read_http_request(TcpStream& stream, const HttpRequestLimits& limits,
                                  std::string& unread) {
    const Patience patience{limits.time, Clock::now() + limits.time};
    std::array<char, 2048> buffer;
    for (;;) {
        const auto end = end_of_head(unread);
        // Without an end yet, the last two bytes may be half of it.
        if (std::min(end, unread.size()) > limits.bytes + (end == unread.npos ? 2 : 0))
            return {{}, 431};
        if (end != unread.npos) {
            auto request = parse_http_request(std::string_view{unread}.substr(0, end));
            unread.erase(0, unread.find('\n', end + 1) + 1);
            const int status = request ? 0 : 400;
            return {std::move(request), status};
        }
        const auto read = stream.read_some(buffer, patience);
        if (read.result != TcpResult::ready) return {{}, status_for(read.result)};
        unread.append(buffer.data(), read.bytes);
    }
}

HttpRequestRead read_http_request(TcpStream& stream, const HttpRequestLimits& limits) {
    std::string unread;
    return read_http_request(stream, limits, unread);
}

std::string percent_decoded(std::string_view text) {
    std::string decoded;
    while (!text.empty()) {
        unsigned byte = 0;
        const auto digits = text.substr(1, 2);
        const auto* end = digits.data() + digits.size();
        const bool is_code = text.front() == '%' && digits.size() == 2 &&
                             std::from_chars(digits.data(), end, byte, 16).ptr == end;
        decoded += is_code ? static_cast<char>(byte) : text.front();
        text.remove_prefix(is_code ? 3 : 1);
    }
    return decoded;
}

std::string http_parameter(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        const auto pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(pair.size() + 1, query.size()));
        if (pair.starts_with(name) && pair.substr(name.size()).starts_with('='))
            return percent_decoded(pair.substr(name.size() + 1));
    }
    return {};
}

}  // namespace lockstep
