// Long tests of lesson 05: a flood of hostile clients, many clients, trees of tasks.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <iterator>
#include <latch>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "lessons/05_thread_pool/fast_thread_pool.hpp"
#include "lessons/05_thread_pool/programs/echo_client.hpp"
#include "lessons/05_thread_pool/programs/echo_server.hpp"
#include "lessons/05_thread_pool/thread_pool.hpp"

#ifdef LOCKSTEP_WITH_VIDEO
#include "common/tcp_connect.hpp"
#include "common/tcp_listener.hpp"
#include "lessons/04_thread_local/tests/video_viewer_test.hpp"
#include "tests/support/run_program.hpp"
#endif

using namespace lockstep;
namespace fs = std::filesystem;

namespace {

std::size_t entries_of(const std::string& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
}
std::size_t threads_now() {
    return entries_of("/proc/self/task");
}
std::size_t descriptors_now() {
    return entries_of("/proc/self/fd");
}

template <class Pool>
void tree(std::size_t workers, std::size_t capacity) {
    constexpr int height = 12;
    std::latch leaves{1 << height};
    std::function<void(int)> grow;
    Pool pool{workers, capacity};
    grow = [&](int left) {
        if (left == 0) return leaves.count_down();
        for (int branch = 0; branch < 2; ++branch)
            pool.post([&grow, left] { grow(left - 1); },
                      [](const std::exception_ptr& f) { std::rethrow_exception(f); });
    };
    pool.submit([&] { grow(height); }).get();
    leaves.wait();
}

}  // namespace

TEST_CASE("tasks that submit tasks come to their end with every small queue") {
    for (const auto workers : std::vector<std::size_t>{1, 2, 7})
        for (const auto capacity : std::vector<std::size_t>{1, 2, 100}) {
            tree<ThreadPool>(workers, capacity);
            tree<FastThreadPool>(workers, capacity);
        }
}

TEST_CASE("pools come and go by the thousand and leave no thread") {
    { const ThreadPool first{1}; }  // a sanitizer starts a thread of its own with it
    const auto before = threads_now();
    std::atomic<int> ran{0};
    for (int i = 0; i < 1000; ++i) {
        ThreadPool pool{3, 4};
        for (int task = 0; task < 5; ++task)
            pool.post([&] { ++ran; }, [](const std::exception_ptr&) {});
        if (i % 2 == 0) pool.drain();
    }
    CHECK(ran == 5000);
    CHECK(threads_now() == before);
}

TEST_CASE("a thousand echo clients leave no thread and no descriptor") {
    EchoSettings settings;
    settings.workers = 10;
    settings.quiet = true;
    { const EchoServer first{settings}; }  // asio opens a few descriptors once
    const auto threads = threads_now();
    const auto descriptors = descriptors_now();
    {
        EchoServer server{settings};
        std::vector<std::jthread> visitors;
        std::atomic<int> served{0};
        for (int visitor = 0; visitor < 20; ++visitor)
            visitors.emplace_back([&] {
                const WakeUp wake_up;
                for (int visit = 0; visit < 50; ++visit) {
                    EchoClient client{"127.0.0.1", server.port(), wake_up};
                    auto line = client.hear();
                    while (line && !line->starts_with("hello")) line = client.hear();
                    client.say("here I am");
                    if (client.hear() == "here I am") ++served;
                }
            });
        visitors.clear();
        CHECK(served == 1000);
    }
    CHECK(threads_now() == threads);
    CHECK(descriptors_now() == descriptors);
}

#ifdef LOCKSTEP_WITH_VIDEO

namespace {

constexpr std::size_t viewers = 3;

int free_port() {
    const WakeUp wake_up;
    return TcpListener{"127.0.0.1", 0, wake_up}.port();
}

// `lesson05 video`, and what the system says of its process.
class Server {
  public:
    explicit Server(const std::string& places) : port_{free_port()} {
        test::RunOptions options;
        options.limit = std::chrono::seconds{280};
        program_ = std::make_unique<test::RunningProgram>(
            std::vector<std::string>{LOCKSTEP_PROGRAM, "video", "--clients", places,
                                     "--port", std::to_string(port_)},
            options);
        if (!program_->wait_for_output("Ctrl-C ends it"))
            throw std::runtime_error{"it does not serve: " + program_->wait().err};
    }
    int port() const { return port_; }
    std::size_t threads() const { return entries_of(proc() + "/task"); }
    std::size_t descriptors() const { return entries_of(proc() + "/fd"); }
    std::size_t kilobytes() const {
        std::ifstream status{proc() + "/status"};
        for (std::string word; status >> word;)
            if (word == "VmRSS:") {
                std::size_t kilobytes = 0;
                status >> kilobytes;
                return kilobytes;
            }
        throw std::runtime_error{"the server has no memory: is it gone?"};
    }
    test::RunResult stop() {
        program_->send_signal(SIGINT);
        return program_->wait();
    }

  private:
    std::string proc() const { return "/proc/" + std::to_string(program_->pid()); }

    int port_;
    std::unique_ptr<test::RunningProgram> program_;
};

// Comes again until it is served, as Retry-After asks, but sooner.
std::unique_ptr<test::VideoViewer> viewer_of(const Server& server) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    while (std::chrono::steady_clock::now() < end) {
        auto viewer = std::make_unique<test::VideoViewer>(server.port());
        viewer->get("/stream.mjpg");
        if (viewer->next_frame()) return viewer;
        // Not to wait for anything: a client that is refused does not ask without pause.
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    throw std::runtime_error{"no viewer was served for a minute"};
}

// Watches so many frames, and says which share of all that were made it has seen.
double share_of(test::VideoViewer& viewer, int frames) {
    const auto first = viewer.next_frame();
    std::uint64_t last = first ? first->number : 0;
    for (int seen = 0; seen < frames; ++seen) {
        const auto frame = viewer.next_frame();
        if (!frame) return 0;  // it was sent away
        last = frame->number;
    }
    return frames / static_cast<double>(last - first->number);
}

// What the worst of all viewers saw.
double worst_share(
    const std::vector<std::unique_ptr<test::VideoViewer>>& all, int frames,
    const std::function<void()>& meanwhile = [] {}) {
    std::vector<std::future<double>> shares;
    for (const auto& viewer : all)
        shares.push_back(std::async(
            std::launch::async, [&viewer, frames] { return share_of(*viewer, frames); }));
    meanwhile();
    double worst = 1;
    for (auto& share : shares) worst = std::min(worst, share.get());
    return worst;
}

// 500 connections of four kinds, all at once, kept until the destructor.
class Flood {
  public:
    explicit Flood(int port) {
        const Patience patience{std::chrono::seconds{20},
                                std::chrono::steady_clock::now() +
                                    std::chrono::seconds{120}};
        for (int number = 0; number < 500; ++number) {
            auto connection = tcp_connect("127.0.0.1", port, patience, nobody_);
            if (!connection.socket.is_open())
                throw std::runtime_error{connection.why_not};
            TcpStream client{std::move(connection.socket), "the server", nobody_};
            if (number % 4 == 0) continue;  // connects and closes
            if (number % 4 == 1) client.write_all("GET /stream.mj", patience);
            if (number % 4 == 2)  // and never reads
                client.write_all("GET /stream.mjpg HTTP/1.1\r\n\r\n", patience);
            clients_.push_back(std::move(client));  // else: silent
        }
    }

  private:
    WakeUp nobody_;
    std::vector<TcpStream> clients_;
};

}  // namespace

TEST_CASE("five hundred hostile clients take nothing from those who watch already") {
    Server server{"16"};
    std::vector<std::unique_ptr<test::VideoViewer>> watching;
    for (std::size_t i = 0; i < viewers; ++i) watching.push_back(viewer_of(server));
    const auto before = worst_share(watching, 60);
    const auto threads = server.threads();
    const auto descriptors = server.descriptors();
    const auto kilobytes = server.kilobytes();

    std::optional<Flood> flood;
    std::size_t most_threads = 0, most_descriptors = 0, most_kilobytes = 0;
    const auto during = worst_share(watching, 150, [&] {
        flood.emplace(server.port());
        most_threads = server.threads();
        most_descriptors = server.descriptors();
        most_kilobytes = server.kilobytes();
    });
    MESSAGE("share of frames before ", before, ", during ", during, "; threads ", threads,
            ", then ", most_threads, "; descriptors ", descriptors, ", then ",
            most_descriptors, "; kB ", kilobytes, ", then ", most_kilobytes);
    CHECK(during >= 0.95 * before);
    CHECK(most_threads == threads);
    CHECK(most_descriptors <= descriptors + 16 + 256 + 2);
    CHECK(most_kilobytes <= kilobytes + 32 * 1024);

    // The flood is still there; its silent ones are sent away in the end.
    CHECK(viewer_of(server)->next_frame().has_value());
    flood.reset();
    watching.push_back(viewer_of(server));
    CHECK(worst_share(watching, 30) > 0);
    CHECK(server.threads() == threads);
    const auto result = server.stop();
    CHECK(result.exit_code == 130);
    CHECK(result.err == "");
}

#endif
