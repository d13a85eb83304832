#include "lessons/04_thread_local/broken/thread_flood.hpp"

#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

#include "common/tcp_connect.hpp"
#include "lessons/04_thread_local/programs/encoded.hpp"
#include "lessons/04_thread_local/programs/video_server.hpp"

namespace lockstep::thread_flood {

std::size_t threads_for(std::size_t connections) {
    using namespace std::chrono_literals;
    WakeUp wake_up, nobody;
    EncodedOnce frames{40};  // no camera: nobody gets as far as a picture
    ClientTable clients;
    VideoSite site{frames, clients, "no camera"};
    site.request.time = 1h;  // so that none is given up before all are counted
    VideoServer server{"127.0.0.1", 0, site, wake_up};
    std::jthread acceptor{[&] { server.run(); }};

    const Patience patience{10s, std::chrono::steady_clock::time_point::max()};
    std::vector<TcpConnection> silent;
    while (silent.size() < connections) {
        silent.push_back(tcp_connect("127.0.0.1", server.port(), patience, nobody));
        if (!silent.back().socket.is_open()) break;
    }
    std::size_t threads = 0;
    const auto give_up = std::chrono::steady_clock::now() + 10s;
    while (threads < connections && std::chrono::steady_clock::now() < give_up) {
        std::this_thread::yield();  // the kernel's queue is emptied one by one
        threads = server.threads();
    }
    wake_up.ring();
    acceptor.join();
    if (!silent.empty() && !silent.back().why_not.empty())
        throw std::runtime_error{silent.back().why_not};
    return threads;
}

}  // namespace lockstep::thread_flood
