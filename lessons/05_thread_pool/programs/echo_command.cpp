#include "lessons/05_thread_pool/programs/echo_command.hpp"

#include <cstdlib>
#include <exception>
#include <functional>
#include <future>
#include <latch>
#include <vector>

#include "common/console.hpp"
#include "lessons/03_event_handshake/event.hpp"
#include "lessons/05_thread_pool/programs/echo_client.hpp"

namespace lockstep {

namespace {

// Hears lines until it is served; says so each time. False when it is sent away.
bool wait_for_hello(EchoClient& client, std::optional<std::string> line) {
    for (; line; line = client.hear()) {
        say("hears \"{}\"", *line);
        if (line->starts_with("hello")) return true;
    }
    return false;
}

void talk(EchoClient& client, const std::string& message) {
    say("says  \"{}\"", message);
    client.say(message);
    if (const auto echo = client.hear()) say("hears \"{}\"", *echo);
    client.leave();
}

}  // namespace

EchoCommand::EchoCommand(Program& program)
    : program_{program},
      command_{program.options().subcommand(
          "echo", "a server that says everything back, with a pool of workers")} {
    command_.option("--workers", settings_.workers, "threads that serve clients")
        .between(1, 1000)
        .show_default();
    command_.option("--line", settings_.line, "clients that may wait for a worker")
        .between(1, 100000)
        .show_default();
    command_.option("--visits", visits_, "how often our client comes, by itself")
        .between(1, 100000)
        .show_default();
    const auto clients =
        command_.option("--clients", clients_, "so many clients at once, in place of one")
            .between(1, 1000);
    command_.flag("--serve", serve_, "only serve, until Ctrl-C").excludes(clients);
    command_.option("--port", settings_.port, "where to listen (any free port)")
        .between(1, 65535);
    command_.option("--idle", idle_seconds_, "seconds a client may say nothing")
        .between(0.01, 86400.0)
        .show_default();
}

int EchoCommand::run() {
    settings_.idle = std::chrono::milliseconds{static_cast<int>(idle_seconds_ * 1000)};
    EchoServer server{settings_};
    say("listens at 127.0.0.1:{}, workers: {}", server.port(), settings_.workers);
    const auto stop = program_.stop_token();
    if (serve_) {
        (void)Event{}.wait(stop);  // which nobody sets
        return EXIT_SUCCESS;
    }
    WakeUp wake_up;
    const std::stop_callback on_stop{stop, [&wake_up] { wake_up.ring(); }};
    try {
        if (clients_ == 0) visit_again_and_again(server.port(), wake_up);
        if (clients_ != 0) visit_all_at_once(server.port(), wake_up);
    } catch (const std::runtime_error&) {
        if (!stop.stop_requested()) throw;
    }
    return EXIT_SUCCESS;
}

void EchoCommand::visit_again_and_again(int port, const WakeUp& wake_up) {
    for (int visit = 1; visit <= visits_; ++visit) {
        program_.pace().hand_over(fmt::format("visit {}", visit));
        EchoClient client{"127.0.0.1", port, wake_up};
        if (wait_for_hello(client, client.hear()))
            talk(client, fmt::format("visit {}", visit));
    }
}

// Each client comes when the one before has heard its first line, and nobody leaves
// before all have come. So the order is always the same: first the workers' number, then
// a line.
void EchoCommand::visit_all_at_once(int port, const WakeUp& wake_up) {
    std::latch all_here{clients_};
    std::vector<std::future<void>> clients;
    std::vector<std::promise<void>> came(static_cast<std::size_t>(clients_));
    for (int number = 1; number <= clients_; ++number) {
        auto& here = came[static_cast<std::size_t>(number - 1)];
        program_.pace().hand_over(fmt::format("client {} connects", number));
        clients.push_back(std::async(std::launch::async, [&, number] {
            name_thread(fmt::format("client {}", number));
            std::optional<EchoClient> client;
            std::optional<std::string> first;
            std::exception_ptr failure;
            try {
                client.emplace("127.0.0.1", port, wake_up);
                first = client->hear();
            } catch (...) {
                failure = std::current_exception();
            }
            here.set_value();
            all_here.arrive_and_wait();
            if (failure) std::rethrow_exception(failure);
            if (wait_for_hello(*client, first))
                talk(*client, fmt::format("I am client {}", number));
        }));
        here.get_future().wait();
    }
    for (auto& client : clients) client.wait();
    for (auto& client : clients) client.get();
}

}  // namespace lockstep
