#include <array>
#include <atomic>
#include <cerrno>
#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/exercises/grader/grader.hpp"
#include "tests/exercises/grader/time_flies.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

// In place of libc's. A descriptor that was closed already may be another connection
// by now.
static std::atomic<bool> closed_twice{false};
extern "C" int close(int descriptor) {
    const auto result = static_cast<int>(::syscall(SYS_close, descriptor));
    if (result < 0 && errno == EBADF) closed_twice = true;
    return result;
}

namespace {

std::string frame(char letter) {
    return std::string(frame_size - 1, letter) + '.';
}

void write_all(int to, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(to, bytes.data(), bytes.size());
        if (count <= 0) ::_exit(1);
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

// Until what was written has been read, or for a second or two, so that a hang can be
// seen.
void until_read(int pipe) {
    int left = 1;
    for (int looks = 0; looks < 2000 && left > 0; ++looks) {
        if (::ioctl(pipe, FIONREAD, &left) != 0) return;
        ::usleep(500);
    }
}

// The camera, a process: writes the pieces, each when the one before has been read, and
// ends. Returns where to read. Whoever takes where it writes decides when it has ended:
// when that is closed too.
int start_camera(const std::vector<std::string>& pieces, int* writing_end = nullptr) {
    std::array<int, 2> ends{};
    expect(::pipe(ends.data()) == 0, "a pipe can be made");
    if (::fork() == 0) {
        for (const auto& piece : pieces) {
            write_all(ends[1], piece);
            until_read(ends[0]);
        }
        ::_exit(0);
    }
    if (writing_end)
        *writing_end = ends[1];
    else
        ::close(ends[1]);
    return ends[0];
}

// A viewer's end of a socket, and the end that show() is given.
struct Line {
    Line() {
        std::array<int, 2> ends{};
        expect(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) == 0,
               "a pair of sockets can be made");
        mine = ends[0];
        theirs = ends[1];
    }
    int mine, theirs;
};

std::string all_of(int socket) {
    std::string text, part(1 << 16, '\0');
    for (ssize_t count = 0; (count = ::read(socket, part.data(), part.size())) > 0;)
        text.append(part, 0, static_cast<std::size_t>(count));
    return text;
}

// What a viewer sees who stays to the end. Between the pieces the camera may pause for as
// long as it likes.
std::string seen(const std::vector<std::string>& pieces) {
    time_flies = true;
    const int camera = start_camera(pieces);
    Line line;
    std::string text;
    std::jthread viewer{[&] { text = all_of(line.mine); }};
    show(camera, {line.theirs});
    viewer.join();
    return text;
}

}  // namespace

TEST_CASE("a frame that comes in pieces is shown whole") {
    watched([] {
        const auto shown = seen({frame('a') + frame('b')});
        expect(shown.size() == 2 * frame_size,
               "two frames are shown, of 100000 bytes each");
        expect(shown == frame('a') + frame('b'), "they are the camera's frames");
    });
    watched([] {
        const std::string all = frame('c') + frame('d');
        expect(seen({all.substr(0, 1), all.substr(1, 99'998), all.substr(99'999, 2),
                     all.substr(100'001)}) == all,
               "two frames that come in four odd pieces are shown whole");
    });
}

TEST_CASE("a frame without its end is not shown") {
    watched([] {
        expect(seen({frame('a'), frame('b').substr(0, 60'000)}) == frame('a'),
               "of a frame and a half, one frame is shown");
        expect(seen({std::string(1, 'x')}).empty(), "of one byte, nothing is shown");
        expect(seen({}).empty(), "of nothing, nothing is shown");
    });
}

TEST_CASE("a camera that cannot be read is one that has ended") {
    watched([] {
        Line line;
        try {
            show(::open("/", O_RDONLY | O_DIRECTORY), {line.theirs});
        } catch (const std::exception&) {  // that tells it too
            ::close(line.theirs);
        }
        expect(all_of(line.mine).empty(), "read() fails each time and nothing is shown");
    });
}

TEST_CASE("a viewer who has left stops nobody") {
    watched([] {
        const int camera = start_camera({frame('a'), frame('b'), frame('c')});
        Line leaves, stays;
        ::close(leaves.mine);
        std::string text;
        std::jthread viewer{[&] { text = all_of(stays.mine); }};
        show(camera, {leaves.theirs, stays.theirs});
        viewer.join();
        expect(text == frame('a') + frame('b') + frame('c'),
               "the viewer who stays is shown all three frames");
    });
}

TEST_CASE("a viewer who reads late is waited for asleep") {
    watched([] {
        const std::string all = frame('a') + frame('b') + frame('c') + frame('d');
        // A file: nobody waits for the camera.
        const int camera = ::memfd_create("camera", MFD_CLOEXEC);
        write_all(camera, all);
        ::lseek(camera, 0, SEEK_SET);
        Line line;
        std::string text;
        std::jthread viewer{[&, sender = ::gettid()] {
            until_asleep(sender);
            text = all_of(line.mine);
        }};
        show(camera, {line.theirs});
        viewer.join();
        expect(text == all, "a viewer who begins to read late is shown all four frames");
    });
}

TEST_CASE("no socket of a viewer stays open") {
    watched([] {
        int writing_end;
        const int camera = start_camera({frame('a'), frame('b')}, &writing_end);
        Line leaves, stays;
        ::close(leaves.mine);
        std::jthread viewer{[&] {
            std::string both(2 * frame_size, ' ');
            const auto count = ::recv(stays.mine, both.data(), both.size(), MSG_WAITALL);
            expect(count != 2 * frame_size || ::fcntl(leaves.theirs, F_GETFD) < 0,
                   "when the other sees frame 2 the socket of who has left is closed");
            ::close(writing_end);
            (void)all_of(stays.mine);
        }};
        show(camera, {leaves.theirs, stays.theirs});
        viewer.join();
        expect(::fcntl(leaves.theirs, F_GETFD) < 0 && ::fcntl(stays.theirs, F_GETFD) < 0,
               "both sockets that show() was given are closed");
        expect(!closed_twice, "none of them is closed a second time");
    });
}
