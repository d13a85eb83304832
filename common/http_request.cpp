#include "common/http_request.hpp"

#include <algorithm>
#include <array>

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

int status_for(TcpResult result) {
    return result == TcpResult::deadline || result == TcpResult::timeout ? 408 : 0;
}

}  // namespace

std::optional<HttpRequest> parse_http_request(std::string_view head) {
    auto line = head.substr(0, head.find('\n'));
    if (line.ends_with('\r')) line.remove_suffix(1);
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == line.npos || first == last) return std::nullopt;
    const auto method = line.substr(0, first);
    const auto target = line.substr(first + 1, last - first - 1);
    if (!is_method(method) || !is_target(target) || !is_version(line.substr(last + 1)))
        return std::nullopt;
    return HttpRequest{std::string{method},
                       std::string{target.substr(0, target.find('?'))}};
}

HttpRequestRead read_http_request(TcpStream& stream, const HttpRequestLimits& limits) {
    const Patience patience{limits.time, Clock::now() + limits.time};
    std::string bytes;
    std::array<char, 2048> buffer;
    for (;;) {
        const auto read = stream.read_some(buffer, patience);
        if (read.result != TcpResult::ready) return {{}, status_for(read.result)};
        bytes.append(buffer.data(), read.bytes);
        const auto end = end_of_head(bytes);
        // Without an end yet, the last two bytes may be half of it.
        if (std::min(end, bytes.size()) > limits.bytes + (end == bytes.npos ? 2 : 0))
            return {{}, 431};
        if (end == bytes.npos) continue;
        auto request = parse_http_request(std::string_view{bytes}.substr(0, end));
        const int status = request ? 0 : 400;
        return {std::move(request), status};
    }
}

}  // namespace lockstep
