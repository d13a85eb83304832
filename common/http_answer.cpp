#include "common/http_answer.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "common/http_field.hpp"
#include "common/visible_text.hpp"

namespace lockstep {
namespace {

using Kind = DownloadError::Kind;

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

// The charset in "text/csv; charset=GB2312", lower case; empty when none is named.
std::string charset_of(std::string_view content_type) {
    const auto text = lower_case(content_type);
    constexpr std::string_view key = "charset=";
    const auto at = text.find(key);
    if (at == text.npos) return {};
    auto value = std::string_view{text}.substr(at + key.size());
    if (value.starts_with('"')) value.remove_prefix(1);
    return std::string{value.substr(0, value.find_first_of("\"; \t"))};
}

}  // namespace

bool HttpAnswer::refuse(Kind kind, std::string text) {
    // What is wrong with the body of a 404 matters less than the 404.
    if (!refusal_) refusal_ = DownloadError{kind, std::move(text)};
    return false;
}

bool HttpAnswer::take_line(std::string_view line) {
    head_size_ += line.size();
    if (head_size_ > max_head) return refuse(Kind::broken, endless);
    line = trimmed(line);
    if (line.empty()) return end_head();
    if (line.starts_with("HTTP/")) {
        head_ = Head{};
        head_.status = trimmed(line.substr(std::min(line.find(' '), line.size())));
    } else if (const auto field = parse_http_field(line)) {
        take_field(field->name, field->value);
    }
    return true;
}

void HttpAnswer::take_field(std::string_view name, std::string_view value) {
    if (name == "location") head_.location = value;
    if (name == "content-type") head_.content_type = value;
    if (name == "content-encoding") head_.content_encoding = lower_case(value);
    if (name == "transfer-encoding") head_.has_transfer_encoding = true;
    if (name == "content-length") head_.lengths.emplace_back(value);
}

bool HttpAnswer::end_head() {
    if (head_.status.starts_with('1')) return true;  // the true answer is to come
    head_is_over_ = true;
    charset_ = charset_of(head_.content_type);
    if (head_.status != "200" && !head_.status.starts_with("200 ")) {
        auto text = shown(head_.status);
        if (!head_.location.empty())
            text += fmt::format(", it has moved to {}", shown(head_.location));
        refuse(Kind::status, text);
    }
    const auto& encoding = head_.content_encoding;
    if (!encoding.empty() && encoding != "identity")
        return refuse(Kind::broken, fmt::format("the answer is compressed ({}), unasked",
                                                shown(encoding)));
    // A Content-Length beside it counts for nothing.
    return head_.has_transfer_encoding || check_lengths();
}

bool HttpAnswer::check_lengths() {
    for (const auto& text : head_.lengths) {
        const auto number = number_in(text);
        if (!number || (announced_ && *announced_ != *number))
            return refuse(Kind::broken,
                          fmt::format("the answer announces a length of {}",
                                      shown(fmt::format(
                                          "{}", fmt::join(head_.lengths, " and of ")))));
        announced_ = number;
    }
    if (announced_ && *announced_ > max_bytes_)
        return refuse(Kind::too_large,
                      fmt::format("the answer announces {}, {} are allowed",
                                  in_words(*announced_), in_words(max_bytes_)));
    return true;
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
