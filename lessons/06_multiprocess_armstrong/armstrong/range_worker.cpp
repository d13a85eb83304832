#include "lessons/06_multiprocess_armstrong/armstrong/range_worker.hpp"

#include <charconv>
#include <cstdlib>

#include <fmt/format.h>

namespace lockstep {

std::string encode_order(Range range) {
    return encode_result({range.begin, range.end});
}

std::optional<Range> decode_order(const std::string& message) {
    const auto numbers = decode_result(message);
    if (!numbers || numbers->size() != 2) return std::nullopt;
    return Range{numbers->front(), numbers->back()};
}

std::string encode_result(const std::vector<Number>& found) {
    return fmt::format("{}", fmt::join(found, " "));
}

std::optional<std::vector<Number>> decode_result(const std::string& message) {
    std::vector<Number> numbers;
    const char* next = message.data();
    const char* const end = next + message.size();
    while (next != end) {
        if (!numbers.empty() && *next++ != ' ') return std::nullopt;
        const auto [after, error] = std::from_chars(next, end, numbers.emplace_back());
        if (error != std::errc{}) return std::nullopt;
        next = after;
    }
    return numbers;
}

int serve_ranges(MessageChannel& coordinator, const SearchRange& search) {
    while (const auto message = coordinator.receive()) {
        const auto range = decode_order(*message);
        if (!range) throw ChannelError{"this is no range: " + *message};
        coordinator.send(encode_result(search(*range)));
    }
    return EXIT_SUCCESS;
}

}  // namespace lockstep
