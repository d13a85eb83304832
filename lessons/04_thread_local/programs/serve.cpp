#include "lessons/04_thread_local/programs/serve.hpp"

#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <stop_token>

#include "common/console.hpp"
#include "lessons/04_thread_local/programs/studio.hpp"
#include "lessons/04_thread_local/programs/video_server.hpp"

namespace lockstep {

namespace {

// Rings when a stop is requested, or the time is over.
class EndOfShow {
  public:
    EndOfShow(const std::stop_token& stop, std::optional<int> seconds, WakeUp& wake_up)
        : on_stop_{stop, [&wake_up] { wake_up.ring(); }} {
        if (!seconds) return;
        timer_ = std::jthread{[end = std::chrono::seconds{*seconds},
                               &wake_up](const std::stop_token& over) {
            std::mutex mutex;
            std::condition_variable_any nobody_notifies;
            std::unique_lock lock{mutex};
            nobody_notifies.wait_for(lock, over, end, [] { return false; });
            wake_up.ring();
        }};
    }

  private:
    std::stop_callback<std::function<void()>> on_stop_;
    std::jthread timer_;
};

void print_summary(const ClientTable& clients) {
    const auto all = clients.snapshot();
    say_plain("\n{} viewer{}, {} frames sent, {} skipped, {:.1f} MB\n", all.ever,
              all.ever == 1 ? "" : "s", all.gone.frames, all.gone.skipped,
              static_cast<double>(all.gone.bytes) / 1e6);
}

}  // namespace

int serve_video(Program& program, const VideoOptions& options) {
    if (program.lanes()) console::use_lanes({"main", "camera", "client"});
    WakeUp wake_up;  // rung at the end: every wait in the server watches it
    Studio studio{options.video(), program.pace(), wake_up};
    ClientTable clients;
    VideoServer server{options.bind(), options.port(),
                       VideoSite{studio.frames(), clients, camera_name(options.video())},
                       wake_up};

    say_plain("The camera is {}. {}Ctrl-C ends it.\n\n", camera_name(options.video()),
              invitation(options.bind(), server.port()));
    {
        const EndOfShow end{program.stop_token(), options.seconds(), wake_up};
        server.run();
    }
    studio.finish();
    print_summary(clients);
    return EXIT_SUCCESS;
}

}  // namespace lockstep
