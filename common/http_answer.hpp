// What has come of one answer to a download so far, and whether more of it is wanted.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/downloader.hpp"

namespace lockstep {

struct HttpHead {
    int status = 0;
    std::string reason;
    std::string location;
    std::string content_type;
    std::string content_encoding;
    std::string transfer_encoding;
    std::vector<std::string> content_lengths;  // one, if the server is in its right mind
};

class HttpAnswer {
  public:
    explicit HttpAnswer(std::size_t max_bytes) : max_bytes_{max_bytes} {}

    // False when the rest need not be read: refusal() says why.
    bool take_head(const HttpHead& head);
    bool take_bytes(std::string_view bytes);

    bool has_head() const { return status_ != 0; }
    // An answer that is no use: too large, compressed, contradictory; or a status other
    // than 200.
    const std::optional<DownloadError>& refusal() const { return refusal_; }
    std::string progress() const;  // "after 4096 of 9000 bytes"

    std::string& body() { return body_; }
    const std::string& charset() const { return charset_; }

  private:
    bool refuse(DownloadError::Kind kind, std::string text);
    bool take_length(const std::vector<std::string>& lengths);

    std::size_t max_bytes_;
    int status_ = 0;
    std::string charset_;
    std::optional<std::size_t> announced_;
    std::string body_;
    std::optional<DownloadError> refusal_;  // its text without the id
};

// The charset in "text/csv; charset=GB2312", lower case; empty when none is named.
std::string charset_of(std::string_view content_type);

}  // namespace lockstep
