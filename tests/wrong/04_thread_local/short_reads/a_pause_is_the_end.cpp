// Wrong: a camera that is silent for a while is taken for one that has ended.
// Verdict: assertion_failed, a frame that comes in pieces is shown whole
#include <cerrno>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

constexpr std::size_t frame_size = 100'000;

// Empty: there is none any more.
std::string next_frame(int camera) {
    std::string frame(frame_size, '\0');
    std::size_t got = 0;
    while (got < frame.size()) {
        pollfd ready{camera, POLLIN, 0};
        const int events = ::poll(&ready, 1, 200);
        if (events < 0 && errno == EINTR) continue;
        if (events <= 0) return {};  // nothing comes any more
        const ssize_t count = ::read(camera, frame.data() + got, frame.size() - got);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return {};
        got += static_cast<std::size_t>(count);
    }
    return frame;
}

// False: the viewer has left.
bool send_frame(int viewer, std::string_view frame) {
    while (!frame.empty()) {
        const ssize_t count = ::send(viewer, frame.data(), frame.size(), MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR) continue;
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
