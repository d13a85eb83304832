#include "common/http_server.hpp"

#include <exception>
#include <system_error>
#include <utility>

#include <poll.h>

#include "common/console.hpp"

namespace lockstep {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

HttpServer::HttpServer(int port, Bounds bounds, WakeUp& wake_up, Answer answer)
    : bounds_{bounds},
      wake_up_{wake_up},
      answer_{std::move(answer)},
      listener_{"127.0.0.1", port, wake_up},
      acceptor_{[this] { accept_connections(); }} {}

HttpServer::~HttpServer() {
    wake_up_.ring();
    acceptor_.join();
}

void HttpServer::accept_connections() {
    for (;;) {
        wait_for_place();
        auto connection = listener_.accept();
        if (!connection) break;
        ++connections_;
        give_to_thread(std::move(*connection));
    }
    {
        const std::lock_guard lock{mutex_};
        closed_ = true;
    }
    changed_.notify_all();
    threads_.clear();  // joins
}

// It ends because every connection does.
void HttpServer::wait_for_place() {
    std::unique_lock lock{mutex_};
    full_ = busy_ == bounds_.connections;
    changed_.wait(lock, [this] { return busy_ < bounds_.connections; });
    full_ = false;
}

void HttpServer::give_to_thread(TcpStream connection) {
    if (!has_thread_for_it()) {
        serve(std::move(connection), HttpConnection::close);
        return;
    }
    {
        const std::lock_guard lock{mutex_};
        ++busy_;
        accepted_.push_back(std::move(connection));
    }
    changed_.notify_all();
}

bool HttpServer::has_thread_for_it() {
    const std::lock_guard lock{mutex_};
    if (busy_ < threads_.size()) return true;
    try {
        threads_.emplace_back([this] { serve_in_turn(); });
        return true;
    } catch (const std::system_error&) {
        return false;  // the next one may get a thread again
    }
}

void HttpServer::serve_in_turn() {
    std::unique_lock lock{mutex_};
    for (;;) {
        changed_.wait(lock, [this] { return closed_ || !accepted_.empty(); });
        if (accepted_.empty()) return;
        auto connection = std::move(accepted_.front());
        accepted_.pop_front();
        lock.unlock();
        serve(std::move(connection), HttpConnection::keep);
        lock.lock();
        --busy_;
        changed_.notify_all();
    }
}

void HttpServer::serve(TcpStream connection, HttpConnection after) {
    try {
        std::string unread;
        while (exchange(connection, unread, after)) continue;
        connection.finish({250ms, Clock::now() + 1s});
    } catch (const std::exception& error) {
        // One client's trouble ends its connection, and nothing else.
        say_error("{}: {}", connection.peer(), error.what());
    }
}

// False when the connection must end.
bool HttpServer::exchange(TcpStream& connection, std::string& unread,
                          HttpConnection after) {
    const Patience idle{bounds_.idle, Clock::time_point::max()};
    if (unread.empty() &&
        wait_for(connection.descriptor(), POLLIN, idle, wake_up_) != Waited::ready)
        return false;
    const auto read = read_http_request(connection, bounds_.request, unread);
    if (read.request) {
        // A connection that lasts makes room for a client that waits.
        const bool goes_on = after == HttpConnection::keep &&
                             read.request->may_be_followed && !somebody_waits();
        const auto then = goes_on ? HttpConnection::keep : HttpConnection::close;
        return answer_(connection, *read.request, then) && goes_on;
    }
    if (read.status != 0)
        send_reply(connection, http_mistake(read.status), {1s, Clock::now() + 1s});
    return false;
}

}  // namespace lockstep
