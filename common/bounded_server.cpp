#include "common/bounded_server.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/bounded_threads.hpp"

namespace lockstep {

using Clock = std::chrono::steady_clock;

BoundedServer::BoundedServer(int port, Bounds bounds, std::chrono::milliseconds delay,
                             Respond respond, ChooseFault choose_fault)
    : bounds_{bounds}, delay_{delay}, choose_fault_{std::move(choose_fault)} {
    new_task_queue = [this] {
        return new BoundedThreads{bounds_.connections, somebody_waits_};
    };
    set_pre_routing_handler(
        [respond = std::move(respond)](const auto& request, auto& response) {
            respond(request, response);
            return HandlerResponse::Handled;
        });
    // It would promise httplib's own bounds, which are not in force here.
    set_post_routing_handler(
        [](const auto&, auto& response) { response.headers.erase("Keep-Alive"); });
    bind(port);
    acceptor_ = std::jthread{[this] { listen_after_bind(); }};
}

void BoundedServer::bind(int port) {
    set_tcp_nodelay(true);
    // httplib would let two servers share a port, and each get half of the requests.
    set_socket_options([this](socket_t socket) {
        listening_ = socket;
        const int yes = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    const char* const here = "127.0.0.1";
    errno = 0;
    port_ = port;
    if (port == 0)
        port_ = bind_to_any_port(here);
    else if (!bind_to_port(here, port))
        port_ = -1;
    if (port_ < 0)
        throw std::system_error{errno, std::generic_category(),
                                fmt::format("cannot listen at port {}", port)};
    // httplib asks for a queue of 5: a sixth client that comes at once would wait a
    // second.
    ::listen(listening_, SOMAXCONN);
}

BoundedServer::~BoundedServer() {
    wake_up_.ring();
    ::shutdown(listening_,
               SHUT_RDWR);  // accept() fails, then httplib closes it and is done
    acceptor_.join();
}

bool BoundedServer::process_and_close_socket(socket_t socket) {
    const FileDescriptor connection{socket};
    ++connections_;
    ::fcntl(socket, F_SETFD, FD_CLOEXEC);
    FaultyStream stream{socket, wake_up_, {bounds_.wait, Clock::now() + bounds_.request}};
    while (stream.wait_for_bytes({bounds_.idle, Clock::time_point::max()}) &&
           exchange(stream)) {
    }
    ::shutdown(socket, SHUT_RDWR);
    return true;
}

// False when the connection must be closed.
bool BoundedServer::exchange(FaultyStream& stream) {
    stream.begin({bounds_.wait, Clock::now() + bounds_.request});
    bool last = somebody_waits_;  // then this connection makes room
    bool understood = false;
    const auto before_answer = [&](httplib::Request& request) {
        understood = true;
        stream.begin({bounds_.wait, Clock::now() + delay_ + bounds_.answer});
        // A body is never read: what follows it could not be told from a request.
        last = last || request.has_header("Content-Length") ||
               request.has_header("Transfer-Encoding");
        request.ranges.clear();
        request.headers.erase("Accept-Encoding");  // bytes as they are, not compressed
        stream.inflict(choose_fault_(request));
        if (delay_.count() > 0) stream.pause(delay_);
    };
    bool client_is_done = false;
    const bool ok = process_request(stream, last, client_is_done, before_answer);
    return ok && understood && !last && !client_is_done &&
           stream.end() == BoundedStream::End::none;
}

}  // namespace lockstep
