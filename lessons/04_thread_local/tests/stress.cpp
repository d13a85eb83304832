// Long tests of lesson 04: many clients, stuck clients, hostile clients.
#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "lessons/04_thread_local/tests/video_program_test.hpp"
#include "lessons/04_thread_local/tests/video_show_test.hpp"
#include "lessons/04_thread_local/tests/video_viewer_test.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using namespace std::chrono_literals;
using test::ask;
using test::VideoProgram;
using test::VideoViewer;
namespace fs = std::filesystem;

namespace {

struct Belongings {
    std::ptrdiff_t threads;
    std::ptrdiff_t descriptors;
    bool operator==(const Belongings&) const = default;
};

Belongings belongings_of(pid_t process) {
    const auto count = [&](const std::string& what) {
        const auto folder = "/proc/" + std::to_string(process) + "/" + what;
        return std::distance(fs::directory_iterator{folder}, fs::directory_iterator{});
    };
    return {count("task"), count("fd")};
}

// Blocks until the program has again what it had before; what it has, when that takes
// too long.
Belongings wait_for_belongings(pid_t process, const Belongings& expected) {
    const auto give_up = std::chrono::steady_clock::now() + 20s;
    auto now = belongings_of(process);
    while (!(now == expected) && std::chrono::steady_clock::now() < give_up) {
        std::this_thread::yield();
        now = belongings_of(process);
    }
    return now;
}

void check_the_same(pid_t process, const Belongings& before) {
    const auto after = wait_for_belongings(process, before);
    CHECK(after.threads == before.threads);
    CHECK(after.descriptors == before.descriptors);
}

// The server has used everything once that it makes when it is first needed.
Belongings warmed_up(VideoProgram& program) {
    REQUIRE(ask(program.port(), "/frame.jpg").status == 200);
    std::optional<Belongings> before;
    for (int same = 0; same < 50;) {
        const auto now = belongings_of(program->pid());
        same = before == now ? same + 1 : 0;
        before = now;
        std::this_thread::sleep_for(2ms);  // only a look now and then
    }
    return *before;
}

}  // namespace

TEST_CASE("a thousand clients leave no thread and no descriptor behind") {
    VideoProgram program{{"--fps", "60", "--size", "320x240"}};
    const auto before = warmed_up(program);
    for (int client = 0; client < 1000; ++client) {
        VideoViewer viewer{program.port()};
        if (client % 4 == 0) viewer.get("/stream.mjpg");
        if (client % 4 == 1) viewer.get("/stats");
        if (client % 4 == 2) viewer.say("GET / HT");
        if (client % 8 == 0) (void)viewer.next_frame();
        viewer.leave();
    }
    check_the_same(program->pid(), before);
    CHECK(ask(program.port(), "/stats").status == 200);
}

TEST_CASE("fifty viewers see the newest frames while one of them reads nothing") {
    VideoProgram program{{"--fps", "10", "--size", "320x240"}};
    const auto before = warmed_up(program);
    std::vector<std::unique_ptr<VideoViewer>> viewers;
    for (int count = 0; count < 50; ++count) {
        viewers.push_back(std::make_unique<VideoViewer>(program.port()));
        viewers.back()->get("/stream.mjpg");
    }
    std::vector<std::uint64_t> newest(viewers.size());
    for (int round = 0; round < 30; ++round)
        for (std::size_t index = 1; index < viewers.size(); ++index) {  // 0 is stuck
            const auto frame = viewers[index]->next_frame();
            REQUIRE(frame.has_value());
            CHECK(frame->number > newest[index]);
            newest[index] = frame->number;
        }
    viewers.clear();
    check_the_same(program->pid(), before);
}

TEST_CASE("viewers who leave are signed off within a second at one frame a second") {
    VideoProgram program{{"--fps", "1", "--size", "320x240"}};
    VideoViewer viewer{program.port()};
    viewer.get("/stream.mjpg");
    REQUIRE(viewer.next_frame().has_value());
    const auto left = std::chrono::steady_clock::now();
    viewer.leave();
    REQUIRE(program->wait_for_output(" is signed off: "));
    // A machine that is busy may take longer; the server itself looks four times a
    // second.
    WARN(std::chrono::steady_clock::now() - left < 1s);
}

TEST_CASE("hostile clients get their status or nothing and others are served") {
    VideoProgram program{{"--fps", "60", "--size", "320x240"}};
    const auto before = warmed_up(program);
    const std::vector<std::pair<std::string, int>> heads{
        {std::string(100'000, 'A'), 431},
        {"GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\n\r\n", 431},
        {"GET / HTTP/1.1\r\n" + std::string(3000, '\n'), 200},
        {std::string(100, '\0') + "\r\n\r\n", 400},
        {"\x16\x03\x01\x02\r\n\r\n", 400},  // somebody speaks TLS
        {"GET / HTTP/1.1\r\n\r\nGET /stats HTTP/1.1\r\n\r\n", 200},
        {"GET / HTTP/9.9\r\n\r\n", 400},
        {"POST /stats HTTP/1.1\r\nContent-Length: 9999999999\r\n\r\n", 405},
        {"GET /stats HT", 408}};
    std::vector<std::unique_ptr<VideoViewer>> clients;
    for (const auto& head : heads) {
        clients.push_back(std::make_unique<VideoViewer>(program.port()));
        clients.back()->say(head.first);
    }
    CHECK(ask(program.port(), "/frame.jpg").status == 200);
    for (std::size_t index = 0; index < heads.size(); ++index) {
        CAPTURE(index);
        CHECK(clients[index]->answer().status == heads[index].second);
    }
    clients.clear();
    check_the_same(program->pid(), before);
}
