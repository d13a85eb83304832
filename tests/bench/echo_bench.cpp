// Lesson 05's echo server against a ThreadingTCPServer in Python, 10 connections: lines
// go there and back, one at a time on each connection. Both are run as programs; the same
// clients ask both.
#include <algorithm>
#include <chrono>
#include <future>
#include <latch>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "common/tcp_listener.hpp"
#include "lessons/05_thread_pool/programs/echo_client.hpp"
#include "tests/bench/bench.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int connections = 10;
const std::string line(63, 'x');  // 64 bytes with its end

// One that was free a moment ago.
int free_port() {
    const WakeUp wake_up;
    return TcpListener{"127.0.0.1", 0, wake_up}.port();
}

void talk(int port, int lines, std::latch& all_connected) {
    const WakeUp wake_up;
    EchoClient client{"127.0.0.1", port, wake_up};
    const auto hello = client.hear();
    all_connected.arrive_and_wait();
    if (!hello || !hello->starts_with("hello"))
        throw std::runtime_error{"the server says no hello"};
    for (int i = 0; i < lines; ++i) {
        client.say(line);
        if (client.hear() != line) throw std::runtime_error{"that is no echo"};
    }
}

// Starts one of the two servers and returns the lines that came back in a millisecond.
double run_once(const std::vector<std::string>& command, double scale) {
    const int lines = std::max(10, static_cast<int>(2000 * scale));
    const int port = free_port();
    auto with_port = command;
    with_port.push_back(std::to_string(port));
    test::RunOptions options;
    options.limit = std::chrono::seconds{120};
    test::RunningProgram server{with_port, options};
    if (!server.wait_for_output("listens at"))
        throw std::runtime_error{command.front() +
                                 " does not serve: " + server.wait().err};

    std::latch all_connected{connections + 1};
    std::vector<std::future<void>> clients;
    for (int i = 0; i < connections; ++i)
        clients.push_back(
            std::async(std::launch::async, talk, port, lines, std::ref(all_connected)));
    all_connected.arrive_and_wait();
    const auto begin = Clock::now();
    for (auto& client : clients) client.wait();
    const std::chrono::duration<double, std::milli> passed = Clock::now() - begin;
    for (auto& client : clients) client.get();
    return connections * lines / passed.count();
}

}  // namespace

int main(int argc, char** argv) {
    const std::string contest = fmt::format("{} connections", connections);
    bench::Bench bench{"echo", "Lesson 05's echo server and one in Python, in turn.",
                       "bench_echo --rounds 5"};
    const auto contestant = [](const std::string& name,
                               const std::vector<std::string>& command) {
        if (command.front().empty()) return bench::Contestant{name, {}};
        return bench::Contestant{name,
                                 [=](double scale) { return run_once(command, scale); }};
    };
    bench.note("lines of 64 bytes there and back, one at a time on each connection");
    bench.contest(
        contest, "lines/ms",
        {contestant("lesson05", {LOCKSTEP_LESSON05, "echo", "--serve", "--port"}),
         contestant("Python", {LOCKSTEP_PYTHON, LOCKSTEP_PYTHON_ECHO})});
    bench.goal({"echo_vs_python", contest, "lesson05", {"Python"}, 1.0, 2});
    return bench.run(argc, argv);
}
