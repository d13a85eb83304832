#include "lessons/04_thread_local/programs/video_server.hpp"

#include <exception>
#include <memory>
#include <system_error>
#include <utility>

#include "common/console.hpp"

namespace lockstep {

VideoServer::VideoServer(const std::string& address, int port, VideoSite site,
                         WakeUp& wake_up)
    : site_{std::move(site)}, listener_{address, port, wake_up} {}

void VideoServer::run() {
    while (auto client = listener_.accept()) serve(std::move(*client));
    threads_.join_all();
}

void VideoServer::serve(TcpStream stream) {
    // std::function wants to be copyable, and a connection is not.
    const auto client = std::make_shared<TcpStream>(std::move(stream));
    const auto name = fmt::format("client {}", ++clients_);
    const auto peer = client->peer();
    try {
        threads_.start([this, client, name, peer] {
            name_thread(name);
            try {
                serve_client(std::move(*client), site_);
            } catch (const std::exception& error) {
                // One client's trouble ends its connection, and nothing else.
                say_error("{}: {}", peer, error.what());
            }
        });
    } catch (const std::system_error& error) {
        say_error("{} gets no thread: {}", peer, error.code().message());
    }
}

}  // namespace lockstep
