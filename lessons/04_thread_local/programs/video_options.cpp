#include "lessons/04_thread_local/programs/video_options.hpp"

#include <fmt/format.h>

#include "common/own_addresses.hpp"
#include "common/tcp_connect.hpp"

namespace lockstep {

namespace {

constexpr int smallest_width = 320, largest_width = 1920;
constexpr int smallest_height = 240, largest_height = 1080;

// "640x480" into the settings; the mistake in words, or nothing.
std::string read_size(const std::string& text, VideoSettings& video) {
    int width = 0, height = 0;
    char behind = '\0';
    if (std::sscanf(text.c_str(), "%4dx%4d%c", &width, &height, &behind) != 2 ||
        width < smallest_width || width > largest_width || height < smallest_height ||
        height > largest_height)
        return fmt::format("{}: write WIDTHxHEIGHT, from {}x{} to {}x{}", text,
                           smallest_width, smallest_height, largest_width,
                           largest_height);
    video.width = width;
    video.height = height;
    return "";
}

}  // namespace

VideoOptions::VideoOptions(const CommandLine& app, int default_port)
    : port_{default_port} {
    const auto camera =
        app.option("--camera", video_.device, "the camera /dev/videoN, as in 0")
            .between(0, 63);
    app.option("--video", video_.file, "a video file, again and again").excludes(camera);
    app.option("--fps", video_.fps, "pictures a second").between(1, 60).show_default();
    app.option(
           "--size", [this](const std::string& text) { return read_size(text, video_); },
           "of the drawn scene, and asked of a camera")
        .show_default("640x480");
    app.option("--quality", video_.quality, "of the JPEG pictures")
        .between(1, 100)
        .show_default();
    app.flag("--encode-per-client", video_.encode_per_client,
             "each client's thread encodes for itself, to compare");
    app.option("--bind", bind_, "the address to listen at; 0.0.0.0 lets others watch")
        .show_default();
    app.option("--port", port_, "0 takes any that is free")
        .between(0, 65535)
        .show_default();
    app.option("--seconds", seconds_, "end by itself after so long").between(1, 86400);
}

std::string invitation(const std::string& bind, int port) {
    const auto line = [&](const std::string& address) {
        return fmt::format("  http://{}/\n", host_and_port(address, port));
    };
    const bool everywhere = bind == "0.0.0.0" || bind == "::";
    if (!everywhere) return "Open in a browser:\n" + line(bind);
    std::string text = "Open in a browser, here:\n" + line("127.0.0.1");
    const auto others = own_addresses();
    if (!others.empty()) text += "and on other machines of this network:\n";
    for (const auto& address : others) text += line(address);
    return text + "Anyone who can reach this machine can watch: there is no password.\n";
}

}  // namespace lockstep
