#include "common/http_answer.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "common/visible_text.hpp"

namespace lockstep {
namespace {

using Kind = DownloadError::Kind;

std::string lower_case(std::string_view text) {
    std::string lower{text};
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

// A stranger sent it: not too much of it, and nothing that drives a terminal.
std::string shown(std::string_view text) {
    return visible(text.substr(0, 120));
}

std::string in_words(std::size_t bytes) {
    if (bytes > 0 && bytes % (1U << 20U) == 0) return fmt::format("{} MiB", bytes >> 20U);
    return fmt::format("{} bytes", bytes);
}

std::optional<std::size_t> number_in(std::string_view digits) {
    std::size_t number = 0;
    const auto* end = digits.data() + digits.size();
    const auto [rest, error] = std::from_chars(digits.data(), end, number);
    if (error != std::errc{} || rest != end) return std::nullopt;
    return number;
}

}  // namespace

std::string charset_of(std::string_view content_type) {
    const auto text = lower_case(content_type);
    constexpr std::string_view key = "charset=";
    const auto at = text.find(key);
    if (at == text.npos) return {};
    auto value = std::string_view{text}.substr(at + key.size());
    if (value.starts_with('"')) value.remove_prefix(1);
    return std::string{value.substr(0, value.find_first_of("\"; \t"))};
}

bool HttpAnswer::refuse(Kind kind, std::string text) {
    // What is wrong with the body of a 404 matters less than the 404.
    if (!refusal_) refusal_ = DownloadError{kind, std::move(text)};
    return false;
}

bool HttpAnswer::take_length(const std::vector<std::string>& lengths) {
    for (const auto& text : lengths) {
        const auto number = number_in(text);
        if (!number || (announced_ && *announced_ != *number))
            return refuse(
                Kind::broken,
                fmt::format("the answer announces a length of {}",
                            shown(fmt::format("{}", fmt::join(lengths, " and of ")))));
        announced_ = number;
    }
    if (announced_ && *announced_ > max_bytes_)
        return refuse(Kind::too_large,
                      fmt::format("the answer announces {}, {} are allowed",
                                  in_words(*announced_), in_words(max_bytes_)));
    return true;
}

bool HttpAnswer::take_head(const HttpHead& head) {
    status_ = head.status;
    charset_ = charset_of(head.content_type);
    if (status_ != 200) {
        auto text = fmt::format("{} {}", status_, shown(head.reason));
        if (!head.location.empty())
            text += fmt::format(", it has moved to {}", shown(head.location));
        refuse(Kind::status, text);
    }
    const auto encoding = lower_case(head.content_encoding);
    if (!encoding.empty() && encoding != "identity")
        return refuse(Kind::broken, fmt::format("the answer is compressed ({}), unasked",
                                                shown(encoding)));
    const auto transfer = lower_case(head.transfer_encoding);
    if (transfer == "chunked") return true;  // then a Content-Length counts for nothing
    if (!transfer.empty() && transfer != "identity")
        return refuse(
            Kind::broken,
            fmt::format("the answer comes in an unknown coding, {}", shown(transfer)));
    return take_length(head.content_lengths);
}

bool HttpAnswer::take_bytes(std::string_view bytes) {
    if (bytes.size() > max_bytes_ - body_.size())
        return refuse(Kind::too_large,
                      fmt::format("the answer is larger than {}, which are allowed",
                                  in_words(max_bytes_)));
    body_.append(bytes);
    return true;
}

std::string HttpAnswer::progress() const {
    if (announced_) return fmt::format("after {} of {} bytes", body_.size(), *announced_);
    return fmt::format("after {} bytes", body_.size());
}

}  // namespace lockstep
