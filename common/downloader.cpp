#include "common/downloader.hpp"

#include <cerrno>
#include <utility>

#include <fmt/format.h>

#include "common/http_answer.hpp"
#include "common/http_transfer.hpp"
#include "common/tcp_connect.hpp"
#include "common/url_template.hpp"

namespace lockstep {
namespace {

using Kind = DownloadError::Kind;

}  // namespace

struct Downloader::Connection {
    UrlTemplate url;
    DownloadLimits limits;
    std::stop_token stop;
    HttpTransfer transfer{url.host(), limits, stop};

    DownloadError why_not(CURLcode code, const HttpAnswer& answer) const;
    std::string why_no_connection(CURLcode code) const;
    std::string what_is_broken(CURLcode code, const HttpAnswer& answer) const;
};

DownloadError Downloader::Connection::why_not(CURLcode code,
                                              const HttpAnswer& answer) const {
    if (stop.stop_requested()) return {Kind::interrupted, "interrupted"};
    if (transfer.fell_silent())
        return {Kind::timeout,
                answer.has_head()
                    ? fmt::format("nothing more came for {}, {}", in_words(limits.read),
                                  answer.progress())
                    : fmt::format("no answer within {}", in_words(limits.read))};
    // libcurl does not say which limit it was: before it is connected, the shorter one.
    if (code == CURLE_OPERATION_TIMEDOUT &&
        (transfer.is_connected() || limits.total <= limits.connect))
        return {Kind::timeout,
                fmt::format("not finished within {}{}", in_words(limits.total),
                            answer.has_head() ? ", " + answer.progress() : "")};
    if (!transfer.is_connected()) return {Kind::connect, why_no_connection(code)};
    return {Kind::broken, what_is_broken(code, answer)};
}

std::string Downloader::Connection::why_no_connection(CURLcode code) const {
    const auto where = host_and_port(url.host(), url.port());
    if (code == CURLE_COULDNT_RESOLVE_HOST)
        return fmt::format("cannot find the host {}", url.host());
    if (code == CURLE_OPERATION_TIMEDOUT)
        return fmt::format("no connection to {} within {}", where,
                           in_words(limits.connect));
    // Elsewhere it may be a proxy that does not listen: libcurl says it.
    if (is_this_machine(url.host()) && transfer.system_error() == ECONNREFUSED)
        return fmt::format("nobody listens at {}", where);
    return fmt::format("cannot connect to {}: {}", where, transfer.words(code));
}

std::string Downloader::Connection::what_is_broken(CURLcode code,
                                                   const HttpAnswer& answer) const {
    // CURLE_TOO_LARGE, which libcurl 8.6 brought; before that it was out of memory.
    constexpr auto too_large = static_cast<CURLcode>(100);
    const bool is_reset = (code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR) &&
                          transfer.system_error() != 0;
    const bool is_closed = is_reset || code == CURLE_PARTIAL_FILE;
    if (answer.has_head() && is_closed)
        return fmt::format("the answer was cut short {}", answer.progress());
    if (!answer.has_head() && (code == CURLE_OUT_OF_MEMORY || code == too_large))
        return HttpAnswer::endless;
    if (code == CURLE_GOT_NOTHING || (!answer.has_begun() && is_closed))
        return "the connection was closed without an answer";
    if (code == CURLE_OK || (!answer.has_head() && is_closed))
        return "the answer was cut short in its header";
    return fmt::format("what came is not an HTTP answer: {}", transfer.words(code));
}

Downloader::Downloader(const std::string& url_template, DownloadLimits limits,
                       std::stop_token stop)
    : connection_{new Connection{UrlTemplate{url_template}, limits, std::move(stop)}} {}

Downloader::~Downloader() = default;

Download Downloader::get(std::string_view id) {
    HttpAnswer answer{connection_->limits.max_bytes};
    const auto code = connection_->transfer.get(connection_->url.url(id), answer);
    auto error = answer.refusal();
    if (!error && (code != CURLE_OK || !answer.has_head()))
        error = connection_->why_not(code, answer);
    if (error) error->text = fmt::format("{}: {}", id, error->text);
    return {std::string{id}, std::move(answer.body()), answer.charset(),
            std::move(error)};
}

}  // namespace lockstep
