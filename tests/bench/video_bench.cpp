// Lesson 04's video server: every frame encoded once for all, or once for each viewer;
// and what one viewer who never reads does to the others. Camera, server and viewers are
// in this process; the viewers share one thread.
#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "common/pace.hpp"
#include "lessons/04_thread_local/programs/camera_scene.hpp"
#include "lessons/04_thread_local/programs/studio.hpp"
#include "lessons/04_thread_local/programs/video_server.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/video_viewers.hpp"

using namespace lockstep;
using bench::VideoViewers;

namespace {

// Pictures that were drawn before, so that drawing is not what is measured.
class DrawnBefore : public Camera {
  public:
    DrawnBefore(int width, int height) {
        CameraScene scene{width, height};
        for (std::size_t index = 0; index < pictures_.size(); ++index)
            scene.read(pictures_[index], index);
    }
    void read(cv::Mat& picture, std::uint64_t number) override {
        picture = pictures_[number % pictures_.size()];
    }

  private:
    std::array<cv::Mat, 16> pictures_;
};

struct Show {
    int fps = 0;  // as fast as it can
    bool encode_per_client = false;
    std::size_t reading = 0;
    std::size_t stalled = 0;
};

VideoViewers::Count watch(const Show& show, std::chrono::duration<double> time) {
    VideoSettings settings;
    settings.fps = show.fps;
    settings.encode_per_client = show.encode_per_client;
    WakeUp wake_up;
    Pace pace;
    ClientTable clients{Announce::no};
    Studio studio{
        [&] { return std::make_unique<DrawnBefore>(settings.width, settings.height); },
        settings, pace, wake_up};
    VideoSite site{studio.frames(), clients, "pictures drawn before"};
    site.stalled = std::chrono::hours{1};  // who is stalled stays
    site.longest = std::chrono::hours{1};
    VideoServer server{"127.0.0.1", 0, site, wake_up};
    std::jthread acceptor{[&] { server.run(); }};
    struct Ring {
        WakeUp& wake_up;
        ~Ring() { wake_up.ring(); }
    } const at_the_end{wake_up};
    VideoViewers viewers{server.port(), show.reading, show.stalled};
    return viewers.count_for(time);
}

std::chrono::duration<double> so_long(double seconds, double scale) {
    return std::chrono::duration<double>{std::max(0.1, seconds * scale)};
}

// Two contests from one measurement: frames, and the server's time for each.
class EncodeContest {
  public:
    EncodeContest(bench::Bench& bench, std::size_t clients, double bound)
        : name_{fmt::format("{} viewers", clients)} {
        bench.contest(name_, "frames delivered/s",
                      {contestant("encoded once", clients, false),
                       contestant("encoded per client", clients, true)});
        bench.contest(name_ + ", server's CPU for one delivered frame", "microseconds",
                      {{"encoded once", [this](double) { return cpu_.at(false); }},
                       {"encoded per client", [this](double) { return cpu_.at(true); }}});
        bench.goal({fmt::format("video_encode_once_{}", clients),
                    name_,
                    "encoded once",
                    {"encoded per client"},
                    bound,
                    2});
    }
    EncodeContest(const EncodeContest&) = delete;
    EncodeContest& operator=(const EncodeContest&) = delete;

  private:
    bench::Contestant contestant(const std::string& who, std::size_t clients,
                                 bool per_client) {
        return {who, [=, this](double scale) {
                    const auto count =
                        watch({0, per_client, clients, 0}, so_long(1.5, scale));
                    const auto frames = static_cast<double>(count.frames);
                    const auto cpu = count.process_cpu - count.viewers_cpu;
                    cpu_[per_client] = frames > 0 ? cpu.count() / frames * 1e6 : 0;
                    return frames / count.passed.count();
                }};
    }

    std::string name_;
    std::map<bool, double> cpu_;  // of the last measurement, per way to encode
};

double frames_each(std::size_t stalled, double scale) {
    constexpr std::size_t others = 9;
    const auto count = watch({60, false, others, stalled}, so_long(3, scale));
    return static_cast<double>(count.frames) / others / count.passed.count();
}

}  // namespace

int main(int argc, char** argv) {
    bench::Bench bench{"video",
                       "Encode once or per client, and a viewer who never reads.",
                       "bench_video --rounds 5"};
    bench.note(
        "640x480, JPEG quality 40, camera as fast as it can; viewers on one thread");
    const EncodeContest ten{bench, 10, 4};
    const EncodeContest fifty{bench, 50, 12};
    const std::string beside = "9 viewers at 60 frames/s, beside a tenth";
    bench.contest(
        beside, "frames/s for each of the nine",
        {{"the tenth reads too", [](double scale) { return frames_each(0, scale); }},
         {"the tenth never reads", [](double scale) { return frames_each(1, scale); }}});
    bench.goal({"video_beside_a_stalled_viewer",
                beside,
                "the tenth never reads",
                {"the tenth reads too"},
                0.98,
                2});
    return bench.run(argc, argv);
}
