#include "lessons/05_thread_pool/programs/pooled_video_server.hpp"

#include <exception>
#include <memory>
#include <utility>

#include "common/console.hpp"
#include "common/http_reply.hpp"
#include "lessons/04_thread_local/session.hpp"
#include "lessons/05_thread_pool/programs/leaving.hpp"

namespace lockstep {

using Clock = std::chrono::steady_clock;

namespace {

// The thread goes on to serve others, so the session must end with the task (fault D18).
struct SessionEnds {
    ~SessionEnds() { end_session(); }
};

}  // namespace

// A worker that has let a client go may not have asked for the next task yet: then that
// one waits in the queue for a moment. So there is room for as many as there are workers.
PooledVideoServer::PooledVideoServer(const std::string& address, int port, VideoSite site,
                                     std::size_t clients, WakeUp& wake_up)
    : site_{std::move(site)},
      listener_{address, port, wake_up},
      pool_{clients, clients} {}

void PooledVideoServer::run() {
    while (auto client = listener_.accept()) admit(std::move(*client));
    pool_.drain();
}

void PooledVideoServer::admit(TcpStream stream) {
    if (present_ >= pool_.size()) return refuse(std::move(stream));
    ++present_;
    // Shared, so that the client is still here when the pool refuses it.
    const auto client = std::make_shared<TcpStream>(std::move(stream));
    const auto taken = pool_.try_submit([this, client] { serve(std::move(*client)); });
    if (taken) return;
    --present_;
    refuse(std::move(*client));
}

void PooledVideoServer::refuse(TcpStream stream) {
    ++refused_;
    auto answer = http_mistake(503);
    answer.body = "All places are taken. Try again in a moment.\n";
    answer.more_headers = "Retry-After: 2\r\n";
    // To a connection that is new the kernel takes so little at once, so nobody waits.
    if (send_reply(stream, answer, {std::chrono::milliseconds{0}, Clock::now()}) ==
        TcpResult::ready)
        farewells_.add(std::move(stream));
}

void PooledVideoServer::serve(TcpStream stream) {
    const Leaving at_the_end{present_};
    const SessionEnds before_that;
    const auto peer = stream.peer();
    try {
        serve_client(std::move(stream), site_);
    } catch (const std::exception& error) {
        // One client's trouble ends its connection, and nothing else.
        say_error("{}: {}", peer, error.what());
    }
}

}  // namespace lockstep
