// The server as its clients see it, in this process.
#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>

#include "lessons/04_thread_local/programs/page.hpp"
#include "lessons/04_thread_local/tests/video_show_test.hpp"
#include "lessons/04_thread_local/tests/video_viewer_test.hpp"
#include "tests/support/contains.hpp"

using namespace lockstep;
using namespace std::chrono_literals;
using test::ask;
using test::contains;
using test::DirectedShow;
using test::LiveShow;
using test::VideoViewer;

namespace {

std::optional<std::uint64_t> number_in_jpeg(const std::string& jpeg) {
    const std::vector<unsigned char> bytes{jpeg.begin(), jpeg.end()};
    return number_in(cv::imdecode(bytes, cv::IMREAD_COLOR));
}

}  // namespace

// ---- What can be asked for ----

TEST_CASE("the page shows the stream and the table and asks nobody else") {
    DirectedShow show;
    const auto answer = ask(show.server->port(), "/");
    CHECK(answer.status == 200);
    CHECK(contains(answer.head, "text/html"));
    CHECK(answer.body == page);
    CHECK(contains(answer.body, "/stream.mjpg"));
    CHECK(contains(answer.body, "/stats"));
    CHECK(test::lacks(answer.body, "http://"));
    CHECK(test::lacks(answer.body, "https://"));
}

TEST_CASE("a single frame is a JPEG of the newest picture") {
    DirectedShow show;
    show.publish(5);
    show.publish(6);
    const auto answer = ask(show.server->port(), "/frame.jpg?again");
    CHECK(answer.status == 200);
    CHECK(contains(answer.head, "image/jpeg"));
    CHECK(number_in_jpeg(answer.body) == 6);
}

TEST_CASE("the stream gives every picture that a prompt viewer can take") {
    DirectedShow show;
    VideoViewer viewer{show.server->port()};
    viewer.get("/stream.mjpg");
    for (std::uint64_t number = 1; number <= 20; ++number) {
        show.publish(number);
        const auto frame = viewer.next_frame();
        REQUIRE(frame.has_value());
        CHECK(frame->number == number);
        CHECK(number_in_jpeg(frame->jpeg) == number);
    }
}

TEST_CASE("the stats list the viewers with what they were sent") {
    DirectedShow show;
    VideoViewer viewer{show.server->port()};
    viewer.get("/stream.mjpg");
    show.publish(1);
    REQUIRE(viewer.next_frame().has_value());
    show.publish(2);
    REQUIRE(viewer.next_frame().has_value());
    show.publish(3);  // once it is on its way, the second has been counted
    REQUIRE(viewer.next_frame().has_value());
    const auto answer = ask(show.server->port(), "/stats");
    CHECK(contains(answer.head, "application/json"));
    const auto stats = nlohmann::json::parse(answer.body);
    CHECK(stats["camera"] == "the test");
    CHECK(stats["served"] == 1);
    REQUIRE(stats["clients"].size() == 1);
    const auto& client = stats["clients"][0];
    CHECK(client["address"].get<std::string>().starts_with("127.0.0.1:"));
    CHECK(client["frames"].get<int>() >= 2);
    CHECK(client["skipped"] == 0);
    CHECK(client["bytes"].get<int>() > 2000);
}

TEST_CASE("other paths are not found and other methods are not allowed") {
    DirectedShow show;
    CHECK(ask(show.server->port(), "/nothing").status == 404);
    CHECK(ask(show.server->port(), "/stream.mjpg/").status == 404);
    CHECK(ask(show.server->port(), "/../secret").status == 404);
    for (const auto* path : {"/", "/stream.mjpg", "/frame.jpg", "/stats"})
        for (const auto* method : {"POST", "PUT", "DELETE", "BREW"}) {
            const auto answer = ask(show.server->port(), path, method);
            CHECK(answer.status == 405);
            CHECK(contains(answer.head, "Allow: GET, HEAD\r\n"));
        }
}

TEST_CASE("HEAD gives the head of the same answer") {
    DirectedShow show;
    show.publish(1);
    for (const auto* path : {"/", "/frame.jpg", "/stream.mjpg"}) {
        const auto answer = ask(show.server->port(), path, "HEAD");
        CHECK(answer.status == 200);
        CHECK(answer.body == "");
    }
    CHECK(contains(ask(show.server->port(), "/stream.mjpg", "HEAD").head,
                   "multipart/x-mixed-replace"));
}

TEST_CASE("heads that are too large or nonsense or too slow get their status") {
    const auto says = [](DirectedShow& show, const std::string& text) {
        VideoViewer viewer{show.server->port()};
        viewer.say(text);
        return viewer.answer().status;
    };
    DirectedShow show;
    CHECK(says(show, "GET / HTTP/1.1\r\nX: " + std::string(9000, 'x') + "\r\n\r\n") ==
          431);
    CHECK(says(show, "good morning\r\n\r\n") == 400);
    DirectedShow impatient{[](VideoSite site) {
        site.request.time = 20ms;
        return site;
    }};
    CHECK(says(impatient, "GET / HTT") == 408);
}

// ---- Viewers that are slow, stuck, or gone ----

TEST_CASE("a viewer who leaves is signed off although no picture comes") {
    DirectedShow show;
    VideoViewer viewer{show.server->port()};
    viewer.get("/stream.mjpg");
    show.until_viewers(1);
    viewer.leave();
    show.until_viewers(0);
    CHECK(show.clients.snapshot().ever == 1);
}

TEST_CASE("a slow viewer skips frames and the sum is right") {
    DirectedShow show{[](VideoSite site) {
        site.stalled = 20s;
        return site;
    }};
    VideoViewer viewer{show.server->port()};
    viewer.get("/stream.mjpg");
    show.until_viewers(1);
    constexpr std::uint64_t last = 100;
    std::uint64_t received = 0, first = 0, number = 0;
    for (std::uint64_t made = 1; made <= last; ++made) show.publish_large(made);
    while (number != last) {
        const auto frame = viewer.next_frame();
        REQUIRE(frame.has_value());
        CHECK(frame->number > number);
        number = frame->number;
        if (first == 0) first = number;
        ++received;
    }
    viewer.leave();
    show.until_viewers(0);
    const auto gone = show.clients.snapshot().gone;
    CHECK(gone.skipped > 0);
    CHECK(gone.frames == received);
    CHECK(gone.frames + gone.skipped == last - first + 1);
}

TEST_CASE("a viewer who reads nothing is sent away and holds nobody up") {
    DirectedShow show{[](VideoSite site) {
        site.stalled = 1500ms;
        return site;
    }};
    VideoViewer sleeper{show.server->port()};
    sleeper.get("/stream.mjpg");
    VideoViewer reader{show.server->port()};
    reader.get("/stream.mjpg");
    show.until_viewers(2);
    std::uint64_t number = 0;
    while (show.clients.snapshot().now.size() == 2) {
        show.publish_large(++number);
        const auto frame = reader.next_frame();
        REQUIRE(frame.has_value());
        CHECK(frame->number == number);
    }
    CHECK(show.clients.snapshot().now.size() == 1);  // and not the reader
    show.publish(++number);
    CHECK(reader.next_frame()->number == number);
}

TEST_CASE("the end of the server ends every stream and every thread") {
    std::vector<std::unique_ptr<VideoViewer>> viewers;
    {
        DirectedShow show;
        for (int count = 0; count < 5; ++count) {
            viewers.push_back(std::make_unique<VideoViewer>(show.server->port()));
            viewers.back()->get("/stream.mjpg");
        }
        viewers.push_back(std::make_unique<VideoViewer>(show.server->port()));  // silent
        show.until_viewers(5);
        show.publish(1);
    }
    for (auto& viewer : viewers)
        while (viewer->next_frame()) continue;
}

// ---- With a camera ----

TEST_CASE("several viewers see the camera move") {
    for (const bool per_client : {false, true}) {
        VideoSettings settings;
        settings.encode_per_client = per_client;
        LiveShow show{settings};
        VideoViewer first{show.server->port()}, second{show.server->port()};
        first.get("/stream.mjpg");
        second.get("/stream.mjpg");
        std::uint64_t seen_by_first = 0, seen_by_second = 0;
        for (int time = 0; time < 5; ++time) {
            const auto one = first.next_frame();
            const auto other = second.next_frame();
            REQUIRE((one.has_value() && other.has_value()));
            CHECK(one->number > seen_by_first);
            CHECK(other->number > seen_by_second);
            CHECK(number_in_jpeg(one->jpeg) == one->number);
            seen_by_first = one->number;
            seen_by_second = other->number;
        }
    }
}
