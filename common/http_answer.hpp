// What has come of one answer to a download so far, and whether more of it is wanted.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/downloader.hpp"

namespace lockstep {

class HttpAnswer {
  public:
    static constexpr std::size_t max_head = 16384;
    static constexpr const char* endless =
        "a line or the header of the answer has no end";

    explicit HttpAnswer(std::size_t max_bytes) : max_bytes_{max_bytes} {}

    // A line of a head, with its end. There may be several heads: 1xx answers come before
    // the true one. What comes after it, trailers, changes nothing. Both functions return
    // false when the rest need not be read: refusal() says why.
    bool take_line(std::string_view line);
    bool take_bytes(std::string_view bytes);

    bool has_begun() const { return head_size_ > 0; }
    bool has_head() const { return head_is_over_; }
    // An answer that is no use: too large, compressed, contradictory; or a status other
    // than 200.
    const std::optional<DownloadError>& refusal() const { return refusal_; }
    std::string progress() const;  // "after 4096 of 9000 bytes"

    std::string& body() { return body_; }
    const std::string& charset() const { return charset_; }

  private:
    struct Head {
        std::string status;  // "404 Not Found"
        std::string location;
        std::string content_type;
        std::string content_encoding;
        bool has_transfer_encoding = false;
        std::vector<std::string> lengths;  // one, if the server is in its right mind
    };

    bool refuse(DownloadError::Kind kind, std::string text);
    void take_field(std::string_view name, std::string_view value);
    bool end_head();
    bool check_lengths();

    std::size_t max_bytes_;
    std::size_t head_size_ = 0;  // of all heads
    Head head_;
    bool head_is_over_ = false;
    std::string charset_;
    std::optional<std::size_t> announced_;
    std::string body_;
    std::optional<DownloadError> refusal_;  // its text without the id
};

}  // namespace lockstep
