#include "lessons/05_thread_pool/programs/echo_server.hpp"

#include <array>
#include <exception>
#include <memory>
#include <utility>

#include "common/console.hpp"
#include "lessons/05_thread_pool/programs/leaving.hpp"

namespace lockstep {

using Clock = std::chrono::steady_clock;

namespace {

// For one short line to a client that has just come: the kernel takes it at once, or the
// client is not worth waiting for.
Patience at_once() {
    return {std::chrono::milliseconds{0}, Clock::time_point::max()};
}

void say_failure(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& error) {
        say_error("error: {}", error.what());
    }
}

}  // namespace

// The queue has room for the line, and for those whose worker has let the last client go
// but has not taken the next one yet: post() never waits.
EchoServer::EchoServer(const EchoSettings& settings)
    : settings_{settings},
      listener_{settings.address, settings.port, wake_up_},
      pool_{settings.workers, settings.line + settings.workers},
      acceptor_{&EchoServer::accept_clients, this} {}

EchoServer::~EchoServer() {
    wake_up_.ring();
}

void EchoServer::accept_clients() {
    name_thread("acceptor");
    while (auto client = listener_.accept()) welcome(*std::move(client));
}

void EchoServer::welcome(TcpStream client) {
    const std::size_t before = present_;
    if (before >= settings_.workers + settings_.line) {
        if (!settings_.quiet) say("{} is sent away: the line is full", client.peer());
        (void)client.write_all("sorry: the line is full, come again later\n", at_once());
        return;
    }
    ++present_;
    if (before >= settings_.workers) {
        const auto place = before - settings_.workers + 1;
        if (!settings_.quiet) say("{} waits, number {} in line", client.peer(), place);
        const auto text = fmt::format("wait: you are number {} in line\n", place);
        (void)client.write_all(text, at_once());
    }
    pool_.post(
        [this, client = std::move(client)]() mutable {
            const Leaving at_the_end{present_};
            serve(client);
        },
        say_failure);
}

void EchoServer::serve(TcpStream& client) {
    const Patience patience{settings_.idle, Clock::now() + settings_.longest};
    if (!settings_.quiet) say("serves {}", client.peer());
    const auto hello =
        fmt::format("hello {}: {} is yours\n", client.peer(), thread_name());
    // Whoever has waited until the server ends is not welcomed any more.
    auto result = client.woken() ? TcpResult::woken : client.write_all(hello, patience);
    std::array<char, 4096> buffer;
    std::size_t echoed = 0;
    while (result == TcpResult::ready) {
        const auto heard = client.read_some(buffer, patience);
        result = heard.result;
        if (result != TcpResult::ready) break;
        result = client.write_all(std::string_view{buffer.data(), heard.bytes}, patience);
        echoed += heard.bytes;
    }
    if (!settings_.quiet)
        say("{} got {} bytes back: {}", client.peer(), echoed, in_words(result));
}

}  // namespace lockstep
