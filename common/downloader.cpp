#include "common/downloader.hpp"

#include <functional>
#include <utility>

#include <fmt/format.h>
#include <httplib.h>
#include <poll.h>

#include "common/bounded_stream.hpp"
#include "common/http_answer.hpp"
#include "common/tcp_connect.hpp"
#include "common/url_template.hpp"

namespace lockstep {
namespace {

using Clock = std::chrono::steady_clock;
using End = BoundedStream::End;
using Kind = DownloadError::Kind;

// httplib's client, except that it connects, reads and writes within our limits.
class BoundedClient : public httplib::ClientImpl {
  public:
    BoundedClient(const std::string& host, int port, const DownloadLimits& limits,
                  const WakeUp& wake_up)
        : ClientImpl{host, port},
          host_name_{host},
          port_number_{port},
          limits_{limits},
          wake_up_{wake_up} {
        set_keep_alive(true);
        set_decompress(false);
        set_url_encode(false);  // UrlTemplate has done it
    }

    httplib::Result get(const std::string& target, Clock::time_point deadline,
                        const httplib::ResponseHandler& head,
                        const httplib::ContentReceiver& body) {
        drop_stale_connection();
        deadline_ = deadline;
        connection_ = TcpConnection{};
        end_ = End::none;
        anything_came_ = is_fresh_ = false;
        const httplib::Headers headers{{"Accept-Encoding", "identity"}};
        auto result = Get(
            target, headers,
            [&](const httplib::Response& response) {
                stream_->head_is_over();
                return head(response);
            },
            body);
        if (!result || has_leftovers_) stop();
        return result;
    }

    // About the last get().
    const TcpConnection& connection() const { return connection_; }
    bool is_fresh() const { return is_fresh_; }
    bool anything_came() const { return anything_came_; }
    End end() const { return end_; }

  private:
    // Between two requests nothing may come: it would be taken for the next answer. A
    // server that closed the connection shows here too.
    void drop_stale_connection() {
        if (is_socket_open() == 0) return;
        pollfd idle{socket(), POLLIN, 0};
        if (::poll(&idle, 1, 0) != 0) stop();
    }

    bool create_and_connect_socket(Socket& socket, httplib::Error& error) override {
        is_fresh_ = true;
        connection_ =
            tcp_connect(host_name_, port_number_, {limits_.connect, deadline_}, wake_up_);
        error = connection_.socket.is_open() ? httplib::Error::Success
                                             : httplib::Error::Connection;
        socket.sock = connection_.socket.release();  // ClientImpl closes it
        return error == httplib::Error::Success;
    }

    bool process_socket(const Socket& socket,
                        std::function<bool(httplib::Stream&)> exchange) override {
        BoundedStream stream{socket.sock, wake_up_, {limits_.read, deadline_}};
        stream_ = &stream;
        const bool whole = exchange(stream);
        stream_ = nullptr;
        end_ = stream.end();
        anything_came_ = stream.anything_came();
        has_leftovers_ = stream.has_unread_bytes();
        return whole;
    }

    std::string host_name_;
    int port_number_;
    const DownloadLimits& limits_;
    const WakeUp& wake_up_;
    Clock::time_point deadline_;
    TcpConnection connection_;
    BoundedStream* stream_ = nullptr;  // during an exchange
    End end_ = End::none;
    bool is_fresh_ = false;
    bool anything_came_ = false;
    bool has_leftovers_ = false;
};

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
               std::stop_token stop)
        : url{url_template},
          limits{limits_given},
          client{url.host(), url.port(), limits, wake_up},
          on_stop{std::move(stop), [this] { wake_up.ring(); }} {}

    UrlTemplate url;
    DownloadLimits limits;
    WakeUp wake_up;
    BoundedClient client;
    std::stop_callback<std::function<void()>>
        on_stop;  // last: it rings what stands above

    std::optional<DownloadError> fetch(std::string_view id, Clock::time_point deadline,
                                       HttpAnswer& answer);
    DownloadError why_not(const HttpAnswer& answer) const;
};

// Empty when the whole answer came.
std::optional<DownloadError> Downloader::Connection::fetch(std::string_view id,
                                                           Clock::time_point deadline,
                                                           HttpAnswer& answer) {
    const auto result = client.get(
        url.target(id), deadline,
        [&](const httplib::Response& response) {
            return answer.take_head(head_of(response));
        },
        [&](const char* bytes, std::size_t size) {
            return answer.take_bytes({bytes, size});
        });
    if (result && !answer.has_head())
        answer.take_head(head_of(*result));  // 204 has no body
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
        return {Kind::broken, "the answer has a header without end"};
    if (answer.has_head())
        return {Kind::broken,
                fmt::format("the answer was cut short {}", answer.progress())};
    if (!client.anything_came())
        return {Kind::broken, "the connection was closed without an answer"};
    return {Kind::broken, "what came is not an HTTP answer"};
}

Downloader::Downloader(const std::string& url_template, DownloadLimits limits,
                       std::stop_token stop)
    : connection_{std::make_unique<Connection>(url_template, limits, std::move(stop))} {}

Downloader::~Downloader() = default;

Download Downloader::get(std::string_view id) {
    const auto deadline = Clock::now() + connection_->limits.total;
    const auto& client = connection_->client;
    HttpAnswer answer{connection_->limits.max_bytes};
    auto error = connection_->fetch(id, deadline, answer);
    // A server may close a kept connection just as the next request goes out. Asking once
    // more, on a new one, is safe: not a byte of an answer came.
    const auto end = client.end();
    if (error && !client.is_fresh() && !client.anything_came() &&
        (end == End::closed || end == End::reset))
        error = connection_->fetch(id, deadline, answer);
    if (error) error->text = fmt::format("{}: {}", id, error->text);
    return {std::string{id}, std::move(answer.body()), answer.charset(),
            std::move(error)};
}

}  // namespace lockstep
