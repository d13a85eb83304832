#include "common/bounded_client.hpp"

#include <poll.h>

namespace lockstep {

using End = BoundedStream::End;

BoundedClient::BoundedClient(const std::string& host, int port,
                             std::chrono::milliseconds connect_limit,
                             std::chrono::milliseconds read_limit, const WakeUp& wake_up)
    : ClientImpl{host, port},
      host_name_{host},
      port_number_{port},
      connect_limit_{connect_limit},
      read_limit_{read_limit},
      wake_up_{wake_up} {
    set_keep_alive(true);
    set_url_encode(false);  // UrlTemplate has done it
}

httplib::Result BoundedClient::get(const std::string& target,
                                   std::chrono::steady_clock::time_point deadline,
                                   const httplib::ResponseHandler& head,
                                   const httplib::ContentReceiver& body) {
    drop_stale_connection();
    deadline_ = deadline;
    connection_ = TcpConnection{};
    end_ = End::none;
    is_fresh_ = anything_came_ = has_leftovers_ = false;
    const httplib::Headers headers{{"Accept-Encoding", "identity"}};
    const auto whole_head = [&](const httplib::Response& response) {
        stream_->head_is_over();
        return head(response);
    };
    auto result = Get(target, headers, whole_head, body);
    if (!result || has_leftovers_) stop();
    return result;
}

bool BoundedClient::was_stale() const {
    return !is_fresh_ && !anything_came_ && (end_ == End::closed || end_ == End::reset);
}

// Between two requests nothing may come: it would be taken for the next answer. A server
// that closed the connection shows here too.
void BoundedClient::drop_stale_connection() {
    if (is_socket_open() == 0) return;
    pollfd idle{socket(), POLLIN, 0};
    if (::poll(&idle, 1, 0) != 0) stop();
}

bool BoundedClient::create_and_connect_socket(Socket& socket, httplib::Error& error) {
    is_fresh_ = true;
    connection_ =
        tcp_connect(host_name_, port_number_, {connect_limit_, deadline_}, wake_up_);
    error = connection_.socket.is_open() ? httplib::Error::Success
                                         : httplib::Error::Connection;
    socket.sock = connection_.socket.release();  // ClientImpl closes it
    return error == httplib::Error::Success;
}

bool BoundedClient::process_socket(const Socket& socket,
                                   std::function<bool(httplib::Stream&)> exchange) {
    BoundedStream stream{socket.sock, wake_up_, {read_limit_, deadline_}};
    stream_ = &stream;
    const bool whole = exchange(stream);
    stream_ = nullptr;
    end_ = stream.end();
    anything_came_ = stream.anything_came();
    has_leftovers_ = stream.has_unread_bytes();
    return whole;
}

}  // namespace lockstep
