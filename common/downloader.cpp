#include "common/downloader.hpp"

#include <functional>
#include <utility>

#include <fmt/format.h>
#include <httplib.h>

#include "common/bounded_client.hpp"
#include "common/http_answer.hpp"
#include "common/url_template.hpp"

namespace lockstep {
namespace {

using Clock = std::chrono::steady_clock;
using End = BoundedStream::End;
using Kind = DownloadError::Kind;

HttpHead head_of(const httplib::Response& response) {
    HttpHead head{response.status,
                  response.reason,
                  response.get_header_value("Location"),
                  response.get_header_value("Content-Type"),
                  response.get_header_value("Content-Encoding"),
                  response.get_header_value("Transfer-Encoding"),
                  {}};
    const auto [first, last] = response.headers.equal_range("Content-Length");
    for (auto length = first; length != last; ++length)
        head.content_lengths.push_back(length->second);
    return head;
}

}  // namespace

struct Downloader::Connection {
    Connection(const std::string& url_template, DownloadLimits limits_given,
               std::stop_token stop_given)
        : url{url_template},
          limits{limits_given},
          stop{std::move(stop_given)},
          client{url.host(), url.port(), limits.connect, limits.read, wake_up},
          on_stop{stop, [this] { wake_up.ring(); }} {}

    UrlTemplate url;
    DownloadLimits limits;
    std::stop_token stop;
    WakeUp wake_up;
    BoundedClient client;
    // Last: it rings what stands above.
    std::stop_callback<std::function<void()>> on_stop;

    std::optional<DownloadError> fetch(std::string_view id, Clock::time_point deadline,
                                       HttpAnswer& answer);
    DownloadError why_not(const HttpAnswer& answer) const;
};

// Empty when the whole answer came.
std::optional<DownloadError> Downloader::Connection::fetch(std::string_view id,
                                                           Clock::time_point deadline,
                                                           HttpAnswer& answer) {
    if (stop.stop_requested()) return DownloadError{Kind::interrupted, "interrupted"};
    const auto result = client.get(
        url.target(id), deadline,
        [&](const httplib::Response& response) {
            return answer.take_head(head_of(response));
        },
        [&](const char* bytes, std::size_t size) {
            return answer.take_bytes({bytes, size});
        });
    if (result && !answer.has_head()) answer.take_head(head_of(*result));  // a 204
    if (answer.refusal()) return answer.refusal();
    if (result) return std::nullopt;
    return why_not(answer);
}

DownloadError Downloader::Connection::why_not(const HttpAnswer& answer) const {
    const auto& connection = client.connection();
    const bool connecting =
        !connection.why_not.empty() || connection.waited != Waited::ready;
    if (client.end() == End::woken || connection.waited == Waited::woken)
        return {Kind::interrupted, "interrupted"};
    if (client.end() == End::deadline || connection.waited == Waited::deadline)
        return {Kind::timeout,
                fmt::format("not finished within {}{}", in_words(limits.total),
                            answer.has_head() ? ", " + answer.progress() : "")};
    if (connecting) return {Kind::connect, connection.why_not};
    if (client.end() == End::timeout)
        return {Kind::timeout,
                answer.has_head()
                    ? fmt::format("nothing more came for {}, {}", in_words(limits.read),
                                  answer.progress())
                    : fmt::format("no answer within {}", in_words(limits.read))};
    if (client.end() == End::too_long)
        return {Kind::broken, "a line or the header of the answer has no end"};
    if (answer.has_head())
        return {Kind::broken,
                fmt::format("the answer was cut short {}", answer.progress())};
    if (!client.anything_came())
        return {Kind::broken, "the connection was closed without an answer"};
    if (client.end() != End::none)
        return {Kind::broken, "the answer was cut short in its header"};
    return {Kind::broken, "what came is not an HTTP answer"};
}

Downloader::Downloader(const std::string& url_template, DownloadLimits limits,
                       std::stop_token stop)
    : connection_{std::make_unique<Connection>(url_template, limits, std::move(stop))} {}

Downloader::~Downloader() = default;

Download Downloader::get(std::string_view id) {
    const auto deadline = Clock::now() + connection_->limits.total;
    HttpAnswer answer{connection_->limits.max_bytes};
    auto error = connection_->fetch(id, deadline, answer);
    if (connection_->client.was_stale()) error = connection_->fetch(id, deadline, answer);
    if (error) error->text = fmt::format("{}: {}", id, error->text);
    return {std::string{id}, std::move(answer.body()), answer.charset(),
            std::move(error)};
}

}  // namespace lockstep
