#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <thread>

#include <pthread.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/exercises/grader/expect_seen.hpp"
#include "tests/exercises/grader/grader.hpp"
#include "tests/exercises/grader/time_flies.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

// The two ends of a line: 'here' is the answer's.
struct Line {
    Line() {
        std::array<int, 2> ends{};
        expect(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) == 0,
               "a pair of sockets can be made");
        here = ends[0];
        there = ends[1];
    }
    int here, there;
};

std::string framed(const std::string& message) {
    std::string bytes;
    for (int i = 0; i < 4; ++i)
        bytes += static_cast<char>(message.size() >> (8 * i) & 0xffU);
    return bytes + message;
}

std::string long_message(std::size_t size) {
    std::string text(size, '.');
    for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>('a' + i / 7 % 26);
    return text;
}

// As one write that the socket takes at once.
void put(int socket, const std::string& bytes) {
    expect(::write(socket, bytes.data(), bytes.size()) ==
               static_cast<ssize_t>(bytes.size()),
           "the socket takes a small piece at once");
}

// Until the other side has read all, or for a second or two, so that a hang can be seen.
void until_read(int reader) {
    int left = 1;
    for (int looks = 0; looks < 2000 && left > 0; ++looks) {
        if (::ioctl(reader, FIONREAD, &left) != 0) return;
        ::usleep(500);
    }
}

std::string all_of(int socket) {
    std::string text, part(1 << 16, '\0');
    for (ssize_t count = 0; (count = ::read(socket, part.data(), part.size())) > 0;)
        text.append(part, 0, static_cast<std::size_t>(count));
    return text;
}

// Told here and not by an exception on its way out: that would wait for the other threads
// first.
std::optional<std::string> received_or_end(int socket) {
    try {
        return receive(socket);
    } catch (const std::exception& error) {
        expect(false, std::string{"receive() throws nothing here, but it threw: "} +
                          error.what());
    }
    return std::nullopt;
}

std::string received(int socket) {
    return received_or_end(socket).value_or("the end");
}

template <class Function>
bool breaks(const Function& function) {
    try {
        function();
    } catch (const Broken&) {
        return true;
    }
    return false;
}

// Runs `work` in a thread, and sends it signals in its sleep: so many, with `then` after
// each.
void interrupted(const std::function<void()>& work, int signals,
                 const std::function<void(int)>& then) {
    struct sigaction action {};
    action.sa_handler = [](int) {};  // without SA_RESTART: what sleeps is interrupted
    ::sigaction(SIGUSR1, &action, nullptr);
    std::atomic<pid_t> id{0};
    std::jthread thread{[&] {
        id = ::gettid();
        work();
    }};
    while (id == 0) std::this_thread::yield();
    for (int i = 0; i < signals; ++i) {
        until_asleep(id);
        ::pthread_kill(thread.native_handle(), SIGUSR1);
        until_asleep(id);
        then(i);
    }
}

}  // namespace

TEST_CASE("a message that comes in pieces is whole") {
    for (const bool slowly : {true, false})
        watched([slowly] {
            time_flies = slowly;
            Line line;
            const std::string bytes = framed("153 370") + framed("") + framed("371 407");
            std::jthread peer{[&] {
                for (const char byte : bytes) {
                    put(line.there, std::string(1, byte));
                    until_read(line.here);
                }
            }};
            expect_seen(received(line.here), "153 370", "the first message is 153 370");
            expect(received(line.here).empty(), "the second message is empty");
            expect_seen(received(line.here), "371 407", "the third message is 371 407");
        });
    watched([] {
        Line line;
        put(line.there, framed("one") + framed("two") + framed("three"));
        expect(received(line.here) == "one" && received(line.here) == "two" &&
                   received(line.here) == "three",
               "three messages that come at once are three messages");
    });
}

TEST_CASE("who waits for the other side sleeps") {
    watched([] {
        Line line;
        std::string message;
        waits_asleep([&] { message = received(line.here); },
                     [&] { put(line.there, framed("153 370")); });
        expect_seen(message, "153 370", "the message comes");
    });
    watched([] {
        Line line;
        std::string message;
        put(line.there, framed("153 370").substr(0, 6));
        waits_asleep([&] { message = received(line.here); },
                     [&] { put(line.there, framed("153 370").substr(6)); });
        expect_seen(message, "153 370", "its second half comes");
    });
    watched([] {
        Line line;
        std::string got;
        waits_asleep(
            [&] {
                send(line.here, long_message(1'000'000));
                ::shutdown(line.here, SHUT_WR);
            },
            [&] { got = all_of(line.there); });
        expect(got == framed(long_message(1'000'000)), "a million bytes arrive");
    });
}

TEST_CASE("the end between two messages is an end") {
    watched([] {
        Line line;
        put(line.there, framed("the last"));
        ::close(line.there);
        expect_seen(received(line.here), "the last", "the last message comes");
        errno = EINTR;  // of an earlier call: read() sets it only when it fails
        expect(!received_or_end(line.here).has_value(), "then receive() gives nothing");
    });
}

TEST_CASE("the end in the middle of a message breaks the line") {
    for (const std::size_t size : {2U, 4U, 9U})
        watched([size] {
            Line line;
            put(line.there, framed("153 370").substr(0, size));
            ::close(line.there);
            expect(breaks([&] { receive(line.here); }),
                   "the other side ends after " + std::to_string(size) +
                       " of 11 bytes: receive() throws Broken");
        });
    watched([] {
        Line line;
        put(line.there, framed("").substr(0, 2));
        ::close(line.there);
        expect(breaks([&] { receive(line.here); }),
               "the other side ends after two bytes that are 0: receive() throws Broken");
    });
}

TEST_CASE("a long message goes through in both directions") {
    watched([] {
        Line line;
        const auto message = long_message(1'000'000);
        std::jthread peer{[&] {
            send(line.there, message);
            ::close(line.there);
        }};
        expect(received(line.here) == message, "a million bytes come as they were sent");
    });
}

TEST_CASE("a signal interrupts no message") {
    watched([] {
        Line line;
        std::string message;
        const auto bytes = framed("153 370");
        interrupted([&] { message = received(line.here); }, 3,
                    [&](int i) {
                        put(line.there, i == 0   ? bytes.substr(0, 2)
                                        : i == 1 ? bytes.substr(2, 6)
                                                 : bytes.substr(8));
                    });
        expect_seen(message, "153 370",
                    "the receiver is interrupted three times, and the "
                    "message comes");
    });
    watched([] {
        Line line;
        const auto message = long_message(1'000'000);
        std::string got;
        interrupted(
            [&] {
                send(line.here, message);
                ::shutdown(line.here, SHUT_WR);
            },
            3,
            [&](int i) {
                if (i == 2) got = all_of(line.there);
            });
        expect(got == framed(message),
               "the sender of a million bytes is interrupted three "
               "times, and all of them arrive");
    });
}

TEST_CASE("whoever sends to a closed end is told") {
    watched([] {
        Line line;
        ::close(line.there);
        expect(breaks([&] { send(line.here, "is anybody there?"); }),
               "send() to a closed end throws Broken");
    });
}

TEST_CASE("an error that stays is told") {
    const auto throws = [](const std::function<void(int)>& use) {
        const int nobody = ::socket(AF_UNIX, SOCK_STREAM, 0);  // connected to nobody
        try {
            use(nobody);
        } catch (...) {
            return true;
        }
        return false;
    };
    watched([&] {
        expect(
            throws([](int socket) { receive(socket); }),
            "nothing can be read from a socket without another side: receive() throws");
    });
    watched([&] {
        expect(throws([](int socket) { send(socket, "is anybody there?"); }),
               "nothing can be sent on a socket without another side: send() throws");
    });
}
