// Lesson 04's page, in a real browser.
#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <opencv2/imgcodecs.hpp>

#include "lessons/04_thread_local/programs/camera_scene.hpp"
#include "lessons/04_thread_local/tests/video_program_test.hpp"
#include "lessons/04_thread_local/tests/video_viewer_test.hpp"
#include "tests/browser/browser.hpp"

using namespace lockstep;
using namespace std::chrono_literals;
using test::Browser;
using test::VideoProgram;
using test::VideoViewer;

namespace {

bool can_run() {
    const bool can = Browser::is_installed();
    if (!can) MESSAGE("chromium or chromedriver is not installed: skipped");
    return can;
}

std::string page_of(const VideoProgram& program) {
    return "http://127.0.0.1:" + std::to_string(program.port()) + "/";
}

std::optional<std::uint64_t> number_in_png(const std::string& png) {
    const std::vector<unsigned char> bytes{png.begin(), png.end()};
    return number_in(cv::imdecode(bytes, cv::IMREAD_COLOR));
}

// Asks until it is so; false when that takes too long.
bool comes_true(const std::function<bool()>& condition) {
    const auto give_up = std::chrono::steady_clock::now() + 40s;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > give_up) return false;
        std::this_thread::sleep_for(50ms);  // the browser needs the core too
    }
    return true;
}

// The number of a frame above `than`, as the browser shows it now.
std::uint64_t number_shown(Browser& browser, std::uint64_t than) {
    std::optional<std::uint64_t> number;
    CHECK(comes_true([&] {
        number = number_in_png(browser.picture_of("#video"));
        return number.has_value() && *number > than;
    }));
    return number.value_or(0);
}

// For people: LOCKSTEP_SCREENSHOTS names a folder.
void keep(const std::string& name, const std::string& png) {
    if (const char* folder = std::getenv("LOCKSTEP_SCREENSHOTS"))
        std::ofstream{std::string{folder} + "/" + name} << png;
}

}  // namespace

TEST_CASE("a browser shows the picture moving and the table of who watches") {
    if (!can_run()) return;
    VideoProgram program{{"--fps", "10"}};
    Browser browser;
    browser.open(page_of(program));
    const auto first = number_shown(browser, 0);
    const auto second = number_shown(browser, first);
    const auto third = number_shown(browser, second);
    CHECK(first < second);
    CHECK(second < third);

    VideoViewer somebody{program.port()};
    somebody.get("/stream.mjpg");
    REQUIRE(somebody.next_frame().has_value());
    CHECK(comes_true([&] {
        return browser.run("return document.querySelectorAll('#clients tr').length") == 2;
    }));
    CHECK(browser.run("return document.getElementById('state').textContent") == "live");
    keep("page.png", browser.picture());
    somebody.leave();
    CHECK(comes_true([&] {
        return browser.run("return document.querySelectorAll('#clients tr').length") == 1;
    }));
}

TEST_CASE("three tabs watch at once and each sees new frames") {
    if (!can_run()) return;
    VideoProgram program{{"--fps", "10"}};
    Browser browser;
    browser.open(page_of(program));
    browser.open_tab(page_of(program));
    browser.open_tab(page_of(program));
    CHECK(comes_true([&] {
        return browser.run("return document.querySelectorAll('#clients tr').length") == 3;
    }));
    std::uint64_t number = 0;
    for (const std::size_t tab : {0U, 1U, 2U}) {
        browser.go_to_tab(tab);
        number = number_shown(browser, number);
    }
    browser.go_to_tab(0);
    CHECK(number_shown(browser, number) > number);
}

TEST_CASE("the page says when the server is gone") {
    if (!can_run()) return;
    VideoProgram program{{"--fps", "10"}};
    Browser browser;
    browser.open(page_of(program));
    number_shown(browser, 0);
    program->send_signal(SIGINT);
    CHECK(program->wait().exit_code == 130);
    CHECK(comes_true([&] {
        const auto text =
            browser.run("return document.getElementById('state').textContent");
        return text.get<std::string>().starts_with("the server is gone");
    }));
    keep("gone.png", browser.picture());
}
