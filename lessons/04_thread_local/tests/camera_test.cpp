// Cameras, their thread, and the two ways to encode.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/videoio.hpp>

#include "common/atomic_file.hpp"
#include "lessons/03_event_handshake/event.hpp"
#include "lessons/04_thread_local/programs/camera.hpp"
#include "lessons/04_thread_local/programs/camera_scene.hpp"
#include "lessons/04_thread_local/programs/camera_thread.hpp"
#include "lessons/04_thread_local/programs/encoded.hpp"
#include "lessons/04_thread_local/programs/encoder.hpp"
#include "lessons/04_thread_local/programs/studio.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using namespace std::chrono_literals;

namespace {

const auto no_deadline = std::chrono::steady_clock::time_point::max();

// Five pictures that a program can tell apart: their strips say 1 to 5.
std::string make_video(const std::string& folder) {
    const auto file = folder + "/five.avi";
    // Not OpenCV's own encoder: it spoils the end of some pictures (OpenCV issue 19634).
    cv::VideoWriter writer{file,
                           cv::CAP_FFMPEG,
                           cv::VideoWriter::fourcc('M', 'J', 'P', 'G'),
                           10,
                           {320, 240}};
    REQUIRE(writer.isOpened());
    cv::Mat picture;
    for (std::uint64_t number = 1; number <= 5; ++number) {
        CameraScene{320, 240}.read(picture, number);
        writer.write(picture);
    }
    return file;
}

std::unique_ptr<Camera> open_file(const std::string& file) {
    VideoSettings settings;
    settings.file = file;
    return camera_for(settings)();
}

// Works, breaks when it is told to, and counts how often it was opened.
struct Plug {
    std::atomic<bool> broken{false};
    std::atomic<int> opened{0};

    OpenCamera opener() {
        return [this] {
            ++opened;
            if (broken) throw std::runtime_error{"the plug is out"};
            return std::make_unique<PluggedCamera>(*this);
        };
    }

  private:
    class PluggedCamera : public Camera {
      public:
        explicit PluggedCamera(Plug& plug) : plug_{plug} {}
        void read(cv::Mat& picture, std::uint64_t number) override {
            if (plug_.broken) throw std::runtime_error{"the plug was pulled"};
            scene_.read(picture, number);
        }

      private:
        Plug& plug_;
        CameraScene scene_{320, 240};
    };
};

VideoSettings quick() {
    VideoSettings settings;
    settings.width = 320;
    settings.height = 240;
    settings.fps = 0;
    return settings;
}

}  // namespace

// ---- The drawn scene ----

TEST_CASE("the number in the strip survives JPEG at every size") {
    const std::uint64_t largest = (std::uint64_t{1} << strip_bits) - 1;
    cv::Mat picture;
    std::vector<unsigned char> jpeg;
    for (const auto& size : {cv::Size{320, 240}, {640, 480}, {333, 251}, {1920, 1080}})
        for (const int quality : {1, 40, 100})
            for (const std::uint64_t number :
                 {std::uint64_t{1}, std::uint64_t{412}, largest}) {
                CameraScene{size.width, size.height}.read(picture, number);
                encode_jpeg(picture, quality, jpeg);
                const auto decoded = cv::imdecode(jpeg, cv::IMREAD_COLOR);
                CHECK(decoded.size() == size);
                CHECK(number_in(decoded) == number);
            }
}

TEST_CASE("a picture without a whole strip has no number") {
    cv::Mat picture;
    CHECK_FALSE(number_in(picture).has_value());
    draw_no_signal(picture, 640, 480, "somebody pulled the plug", 3);
    CHECK_FALSE(number_in(picture).has_value());
    CameraScene{640, 480}.read(picture, 5);
    picture(cv::Rect{560, 440, 20, 40}).setTo(cv::Scalar{255, 255, 255});  // one bit
    CHECK_FALSE(number_in(picture).has_value());
    picture.setTo(cv::Scalar{255, 255, 255});
    CHECK_FALSE(number_in(picture).has_value());
}

// ---- Devices and files ----

TEST_CASE("a camera or a video that is missing is an error that names it") {
    VideoSettings settings;
    settings.device = 63;
    CHECK(camera_name(settings) == "camera 63");
    CHECK_THROWS_WITH(camera_for(settings)(), doctest::Contains("camera 63"));
    CHECK_THROWS_WITH(open_file("/no/such.avi"), doctest::Contains("/no/such.avi"));
}

TEST_CASE("a file without pictures is an error that names it") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() + "/letter.avi";
    write_atomically(file, "Dear camera, this is no video.");
    CHECK_THROWS_WITH(open_file(file), doctest::Contains(file.c_str()));
}

TEST_CASE("a video begins again when it is over") {
    const test::TemporaryFolder folder;
    const auto camera = open_file(make_video(folder.path()));
    cv::Mat picture;
    for (const std::uint64_t expected : {1U, 2U, 3U, 4U, 5U, 1U, 2U, 3U, 4U, 5U, 1U}) {
        camera->read(picture, 99);
        CHECK(number_in(picture) == expected);
    }
}

TEST_CASE("a video that is gone when it is over gives no picture") {
    const test::TemporaryFolder folder;
    const auto file = make_video(folder.path());
    const auto camera = open_file(file);
    std::filesystem::remove(file);
    cv::Mat picture;
    for (int number = 0; number < 5; ++number) camera->read(picture, 99);
    CHECK_THROWS_WITH(camera->read(picture, 99), doctest::Contains(file.c_str()));
}

// ---- CameraThread ----

TEST_CASE("a camera that is missing is an exception before any thread runs") {
    Plug plug;
    plug.broken = true;
    Pace pace;
    WakeUp wake_up;
    CHECK_THROWS_WITH((Studio{plug.opener(), quick(), pace, wake_up}), "the plug is out");
}

TEST_CASE("a camera that breaks shows no signal until it can be opened again") {
    Plug plug;
    Pace pace;
    Event works, is_broken, works_again;
    std::atomic<bool> was_broken{false};
    CameraThread camera{plug.opener(),
                        quick(),
                        {[&](const cv::Mat& picture, std::uint64_t number) {
                            if (number_in(picture) != number) {
                                was_broken = true;
                                is_broken.set();
                            } else {
                                (was_broken ? works_again : works).set();
                            }
                        }},
                        pace,
                        1ms};
    works.wait();
    CHECK(plug.opened == 1);
    plug.broken = true;
    is_broken.wait();
    plug.broken = false;
    works_again.wait();
    CHECK(plug.opened >= 2);
    camera.finish();
}

TEST_CASE("a camera that stays broken is opened at a bounded rate and can be stopped") {
    Plug plug;
    Pace pace;
    Event is_broken;
    std::atomic<int> pictures{0};
    CameraThread camera{plug.opener(),
                        quick(),
                        {[&](const cv::Mat& picture, std::uint64_t) {
                            if (number_in(picture)) {
                                plug.broken = true;  // from the second on
                                return;
                            }
                            ++pictures;
                            is_broken.set();
                        }},
                        pace,
                        1h};
    is_broken.wait();
    camera.finish();  // although the next attempt is an hour away
    CHECK(pictures == 1);
    CHECK(plug.opened == 1);
}

TEST_CASE("a picture that cannot be published ends the thread with its exception") {
    Plug plug;
    Pace pace;
    Event ended;
    CameraThread camera{plug.opener(),
                        quick(),
                        {[](const cv::Mat&, std::uint64_t) {
                             throw std::runtime_error{"the encoder is on strike"};
                         },
                         [&] { ended.set(); }},
                        pace};
    ended.wait();
    CHECK_THROWS_WITH(camera.finish(), "the encoder is on strike");
}

TEST_CASE("frames are numbered without a gap from one on") {
    Plug plug;
    Pace pace;
    Event enough;
    std::vector<std::uint64_t> numbers;  // the camera thread's, until it is joined
    CameraThread camera{plug.opener(),
                        quick(),
                        {[&](const cv::Mat&, std::uint64_t number) {
                            numbers.push_back(number);
                            if (number == 20) enough.set();
                        }},
                        pace};
    enough.wait();
    camera.finish();
    for (std::size_t index = 0; index < numbers.size(); ++index)
        CHECK(numbers[index] == index + 1);
}

// ---- Encoded once, and per client ----

TEST_CASE("both ways to encode give the picture with its number") {
    for (const bool per_client : {false, true}) {
        const auto frames = make_frame_sink(40, per_client);
        cv::Mat picture;
        CameraScene{320, 240}.read(picture, 7);
        frames->publish(picture, 7);
        CameraScene{320, 240}.read(picture, 8);  // the camera draws on
        const auto frame = frames->wait_newer(0, no_deadline);
        REQUIRE(frame != nullptr);
        CHECK(frame->number == 7);
        CHECK(number_in(cv::imdecode(frame->jpeg, cv::IMREAD_COLOR)) == 7);
        CHECK_FALSE(frames->ended());
        frames->close();
        CHECK(frames->ended());
        CHECK(frames->wait_newer(0, no_deadline) == nullptr);
    }
}

TEST_CASE("encoded once all threads get the same bytes and per client each its own") {
    for (const bool per_client : {false, true}) {
        const auto frames = make_frame_sink(40, per_client);
        cv::Mat picture;
        CameraScene{320, 240}.read(picture, 7);
        frames->publish(picture, 7);
        const auto mine = frames->wait_newer(0, no_deadline);
        FramePtr theirs;
        std::jthread{[&] { theirs = frames->wait_newer(0, no_deadline); }}.join();
        CHECK((mine == theirs) == !per_client);
        CHECK(mine->jpeg == theirs->jpeg);
    }
}

TEST_CASE("a thread that encodes for itself uses its buffer again") {
    const auto frames = make_frame_sink(40, true);
    cv::Mat picture;
    const Frame* buffer = nullptr;
    for (std::uint64_t number = 1; number <= 3; ++number) {
        CameraScene{320, 240}.read(picture, number);
        frames->publish(picture, number);
        const auto frame = frames->wait_newer(number - 1, no_deadline);
        CHECK((buffer == nullptr || buffer == frame.get()));
        buffer = frame.get();
    }
}

TEST_CASE("the studio rings and ends its frames when the camera thread ends") {
    Pace pace;
    WakeUp wake_up;
    VideoSettings settings = quick();
    settings.quality = 40;
    Studio studio{[] {
                      class Empty : public Camera {
                          void read(cv::Mat& picture, std::uint64_t) override {
                              picture = cv::Mat{};  // nothing that could be encoded
                          }
                      };
                      return std::make_unique<Empty>();
                  },
                  settings, pace, wake_up};
    CHECK(wait_for(-1, 0, {20s, no_deadline}, wake_up) == Waited::woken);
    CHECK(studio.frames().ended());
    CHECK_THROWS(studio.finish());
}
