#include "lessons/05_thread_pool/programs/video_command.hpp"

#include <chrono>
#include <cstdlib>
#include <functional>
#include <optional>
#include <stop_token>
#include <thread>

#include "common/console.hpp"
#include "lessons/03_event_handshake/event.hpp"
#include "lessons/04_thread_local/programs/studio.hpp"
#include "lessons/04_thread_local/programs/video_options.hpp"
#include "lessons/05_thread_pool/programs/pooled_video_server.hpp"

namespace lockstep {

namespace {

// Rings when a stop is requested, or the time is over.
class EndOfShow {
  public:
    EndOfShow(const std::stop_token& stop, std::optional<int> seconds, WakeUp& wake_up)
        : on_stop_{stop, [&wake_up] { wake_up.ring(); }} {
        if (!seconds) return;
        timer_ = std::jthread{[time = std::chrono::seconds{*seconds},
                               &wake_up](const std::stop_token& over) {
            (void)Event{}.wait_for(time, over);  // which nobody sets
            wake_up.ring();
        }};
    }

  private:
    std::stop_callback<std::function<void()>> on_stop_;
    std::jthread timer_;
};

}  // namespace

struct VideoCommand::Options {
    VideoOptions video;
    std::size_t clients = 32;
};

VideoCommand::VideoCommand(Program& program)
    : program_{program},
      command_{program.options().subcommand(
          "video", "lesson 04's video server, for so many at once")},
      options_{new Options{VideoOptions{command_, 8005}}} {
    command_
        .option("--clients", options_->clients, "who is served at once; more are refused")
        .between(1, 1000)
        .show_default();
}

VideoCommand::~VideoCommand() = default;

int VideoCommand::run() {
    const auto& video = options_->video;
    WakeUp wake_up;  // rung at the end: every wait in the server watches it
    Studio studio{video.video(), program_.pace(), wake_up};
    ClientTable clients;
    PooledVideoServer server{
        video.bind(), video.port(),
        VideoSite{studio.frames(), clients, camera_name(video.video())},
        options_->clients, wake_up};

    say_plain("The camera is {}. {}{} clients at once, more are refused. Ctrl-C ends "
              "it.\n\n",
              camera_name(video.video()), invitation(video.bind(), server.port()),
              options_->clients);
    {
        const EndOfShow end{program_.stop_token(), video.seconds(), wake_up};
        server.run();
    }
    studio.finish();
    const auto all = clients.snapshot();
    say_plain("\nviewers: {}, frames sent: {}, skipped: {}, clients refused: {}\n",
              all.ever, all.gone.frames, all.gone.skipped, server.refused());
    return EXIT_SUCCESS;
}

}  // namespace lockstep
