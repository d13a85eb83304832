// A camera is a process that writes its frames into a pipe, all of frame_size bytes. Each
// goes to all viewers, over their sockets. But the pictures are torn, and when a viewer
// leaves, the whole program is gone.
// TODO: mend next_frame() and send_frame(). A viewer who has left is sent nothing more,
// the others are. When the camera ends in the middle of a frame, that one is not shown.
// Read again: "Why it is correct", on trouble, in lessons/04_thread_local/README.md.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <sys/socket.h>
#include <unistd.h>

constexpr std::size_t frame_size = 100'000;

// Empty: there is none any more.
std::string next_frame(int camera) {
    std::string frame(frame_size, '\0');
    const ssize_t count = ::read(camera, frame.data(), frame.size());
    if (count <= 0) return {};
    return frame;
}

// False: the viewer has left.
bool send_frame(int viewer, std::string_view frame) {
    while (!frame.empty()) {
        const ssize_t count = ::write(viewer, frame.data(), frame.size());
        if (count < 0) return false;
        frame.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

// Returns when the camera has ended. Closes the viewers' sockets, each when it is not
// needed any more.
void show(int camera, std::vector<int> viewers) {
    for (auto frame = next_frame(camera); !frame.empty(); frame = next_frame(camera)) {
        std::erase_if(viewers, [&](int viewer) {
            const bool has_left = !send_frame(viewer, frame);
            if (has_left) ::close(viewer);
            return has_left;
        });
    }
    for (const int viewer : viewers) ::close(viewer);
}
