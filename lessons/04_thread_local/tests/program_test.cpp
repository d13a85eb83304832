// The program lesson04, run as its user runs it.
#include <doctest/doctest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "common/atomic_file.hpp"
#include "lessons/04_thread_local/tests/video_program_test.hpp"
#include "lessons/04_thread_local/tests/video_viewer_test.hpp"
#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using test::ask;
using test::contains;
using test::RunResult;
using test::VideoProgram;
using test::VideoViewer;

namespace {

RunResult lesson04(std::vector<std::string> arguments,
                   const test::RunOptions& options = {}) {
    arguments.insert(arguments.begin(), LOCKSTEP_PROGRAM);
    return test::run_program(arguments, options);
}

}  // namespace

TEST_CASE("lesson04 says where to look and how to stop it and ends with a summary") {
    const auto result = lesson04({"--port", "0", "--seconds", "1"});
    CHECK(result.exit_code == 0);
    CHECK(result.err == "");
    CHECK(contains(result.out, "Open in a browser:\n  http://127.0.0.1:"));
    CHECK(contains(result.out, "Ctrl-C ends it."));
    CHECK(contains(result.out, "0 viewers, 0 frames sent"));
}

TEST_CASE("a viewer is named when it comes and when it leaves") {
    VideoProgram program{{}};
    VideoViewer viewer{program.port()};
    viewer.get("/stream.mjpg");
    REQUIRE(viewer.next_frame().has_value());
    REQUIRE(program->wait_for_output(" watches\n"));
    viewer.leave();
    REQUIRE(program->wait_for_output(" is signed off: "));
    program->send_signal(SIGINT);
    const auto result = program->wait();
    CHECK(result.exit_code == 130);
    CHECK(result.err == "");
    CHECK(contains(result.out, "client 1    127.0.0.1:"));
    CHECK(contains(result.out, "\n1 viewer, "));
}

TEST_CASE("Ctrl-C ends the program although clients still watch or say nothing") {
    VideoProgram program{{"--fps", "1"}};
    VideoViewer watches{program.port()}, silent{program.port()};
    watches.get("/stream.mjpg");
    REQUIRE(watches.next_frame().has_value());
    program->send_signal(SIGTERM);
    const auto result = program->wait();
    CHECK(result.exit_code == 143);
    CHECK(contains(result.out, "is signed off: the server stops"));
    while (watches.next_frame()) continue;
}

TEST_CASE("each client can encode for itself") {
    VideoProgram program{{"--encode-per-client", "--size", "320x240"}};
    VideoViewer viewer{program.port()};
    viewer.get("/stream.mjpg");
    REQUIRE(viewer.next_frame().has_value());
    CHECK(viewer.next_frame()->jpeg.starts_with("\xff\xd8"));
}

TEST_CASE("listening everywhere warns that anyone can watch") {
    const auto result = lesson04({"--bind", "0.0.0.0", "--port", "0", "--seconds", "1"});
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "http://127.0.0.1:"));
    CHECK(contains(result.out, "Anyone who can reach this machine can watch"));
    CHECK(test::lacks(result.out, "http://0.0.0.0"));
}

TEST_CASE("a camera or a video that is missing ends the program before it listens") {
    const auto camera = lesson04({"--camera", "63", "--port", "0"});
    CHECK(camera.exit_code == 1);
    CHECK(camera.out == "");
    CHECK(contains(camera.err, "camera 63"));
    const auto video = lesson04({"--video", "/no/such.avi", "--port", "0"});
    CHECK(video.exit_code == 1);
    CHECK(contains(video.err, "/no/such.avi"));
    const test::TemporaryFolder folder;
    write_atomically(folder.path() + "/letter.avi", "no video");
    const auto letter =
        lesson04({"--video", folder.path() + "/letter.avi", "--port", "0"});
    CHECK(letter.exit_code == 1);
    CHECK(contains(letter.err, "letter.avi"));
    CHECK(letter.err.find('\n') == letter.err.size() - 1);  // one line
}

TEST_CASE("a port that is taken is an error that names the address") {
    VideoProgram first{{}};
    const auto address = "127.0.0.1:" + std::to_string(first.port());
    const auto second = lesson04({"--port", std::to_string(first.port())});
    CHECK(second.exit_code == 1);
    CHECK(contains(second.err, address));
    CHECK(contains(lesson04({"--bind", "the kitchen"}).err, "the kitchen"));
}

TEST_CASE("wrong command lines exit with 2 and name the option") {
    const std::vector<std::pair<std::string, std::string>> wrong{
        {"--fps", "0"},      {"--fps", "61"},         {"--size", "10x10"},
        {"--size", "640"},   {"--size", "640x480x3"}, {"--quality", "101"},
        {"--port", "65536"}, {"--camera", "front"},   {"--seconds", "0"}};
    for (const auto& [option, value] : wrong) {
        const auto result = lesson04({option, value});
        CHECK(result.exit_code == 2);
        CHECK(contains(result.err, option));
    }
    CHECK(lesson04({"--camera", "0", "--video", "walk.avi"}).exit_code == 2);
    CHECK(contains(lesson04({"broken", "everything"}).err, "everything"));
    CHECK(lesson04({"juggle"}).exit_code == 2);
}

TEST_CASE("help names every subcommand and gives an example") {
    const auto result = lesson04({"--help"});
    CHECK(result.exit_code == 0);
    for (const auto* word : {"basics", "broken", "--camera", "--video", "--fps", "--bind",
                             "--step", "lesson04 --port 8004"})
        CHECK(contains(result.out, word));
    CHECK(contains(lesson04({"broken", "--help"}).out, "silent-camera"));
}

TEST_CASE("every broken name shows its fault and its mend") {
    const auto lock = lesson04({"broken", "lock-held-while-sending"});
    CHECK(lock.exit_code == 0);
    CHECK(contains(lock.out, "broken: 1 of 10 frames are made, the other viewer "
                             "receives 0, a newcomer must wait"));
    CHECK(contains(lock.out, "mended: 10 of 10 frames are made, the other viewer "
                             "receives 10, a newcomer is served"));
    const auto read = lesson04({"broken", "short-read"});
    CHECK(read.exit_code == 0);
    CHECK(contains(read.out, "without the end mark"));
    CHECK(contains(read.out, "mended: 100000 bytes, with the end mark"));
    const auto camera = lesson04({"broken", "silent-camera"});
    CHECK(camera.exit_code == 0);
    CHECK(contains(camera.out, "broken: 100001 attempts, 0 pictures"));
    CHECK(contains(camera.out, "mended: 4 attempts, 3 pictures"));
    const auto flood = lesson04({"broken", "thread-flood"});
    CHECK(flood.exit_code == 0);
    CHECK(contains(flood.out, "200 silent connections: 200 threads"));
}

TEST_CASE("the basics run to their end") {
    const auto result = lesson04({"basics"});
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "counter 3   I counted to 3"));
    CHECK(contains(result.out, "my own counter is 0"));
    CHECK(contains(result.out, "a map from thread to counter, and a mutex"));
}

TEST_CASE("step lets the camera take one picture for each Enter") {
    test::RunOptions options;
    options.keep_input_open = true;
    VideoProgram program{{"--step"}, options};
    VideoViewer viewer{program.port()};
    viewer.get("/stream.mjpg");
    for (std::uint64_t number = 1; number <= 3; ++number) {
        program->type("\n");
        const auto frame = viewer.next_frame();
        REQUIRE(frame.has_value());
        CHECK(frame->number == number);
    }
    program->send_signal(SIGINT);
    CHECK(program->wait().exit_code == 130);
}

TEST_CASE("curl gets a frame and ffmpeg reads the stream") {
    const test::TemporaryFolder folder;
    VideoProgram program{{"--fps", "30"}};
    const auto url = "http://127.0.0.1:" + std::to_string(program.port());
    const auto there = [](const std::string& name) {
        const auto found = test::run_program({"sh", "-c", "command -v " + name});
        if (found.exit_code != 0) MESSAGE(name, " is not installed: skipped");
        return found.exit_code == 0;
    };
    if (there("curl")) {
        const auto file = folder.path() + "/frame.jpg";
        const auto curl =
            test::run_program({"curl", "-sS", "-o", file, url + "/frame.jpg"});
        CHECK_MESSAGE(curl.exit_code == 0, curl.err);
        CHECK(read_file(file).starts_with("\xff\xd8"));
        CHECK(read_file(file).ends_with("\xff\xd9"));
    }
    if (there("ffmpeg")) {
        const auto ffmpeg = test::run_program(
            {"ffmpeg", "-v", "error", "-nostdin", "-f", "mpjpeg", "-i",
             url + "/stream.mjpg", "-frames:v", "5", folder.path() + "/%d.jpg"});
        CHECK_MESSAGE(ffmpeg.exit_code == 0, ffmpeg.err);
        CHECK(read_file(folder.path() + "/5.jpg") != read_file(folder.path() + "/1.jpg"));
    }
}
