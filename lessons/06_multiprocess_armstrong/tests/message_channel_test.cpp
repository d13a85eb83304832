#include <doctest/doctest.h>

#include <csignal>
#include <string>
#include <thread>

#include <sys/socket.h>
#include <unistd.h>

#include "lessons/06_multiprocess_armstrong/processes/child_process.hpp"
#include "lessons/06_multiprocess_armstrong/processes/message_channel.hpp"
#include "tests/support/asleep.hpp"

using namespace lockstep;
using namespace std::chrono_literals;
using State = MessageChannel::State;

namespace {

struct Line {
    explicit Line(SocketPair pair = {})
        : left{std::move(pair.parents)}, right{std::move(pair.childs)} {}
    MessageChannel left, right;
};

// One end speaks messages, the other writes bytes as it likes.
struct RawLine {
    explicit RawLine(SocketPair pair = {})
        : channel{std::move(pair.parents)}, peer{std::move(pair.childs)} {}
    void write(std::string_view bytes) {
        REQUIRE(::write(peer.get(), bytes.data(), bytes.size()) ==
                static_cast<ssize_t>(bytes.size()));
    }
    MessageChannel channel;
    FileDescriptor peer;
};

std::string large_text(std::size_t bytes) {
    std::string text(bytes, ' ');
    for (std::size_t i = 0; i < bytes; ++i) text[i] = static_cast<char>('a' + i % 23);
    return text;
}

}  // namespace

TEST_CASE("messages go both ways and keep their bounds") {
    Line line;
    line.left.send("first");
    line.left.send("");
    line.left.send(std::string{"a zero \0 inside", 15});
    CHECK(line.right.receive() == "first");
    CHECK(line.right.receive() == "");
    CHECK(line.right.receive() == std::string{"a zero \0 inside", 15});
    line.right.send("answer");
    CHECK(line.left.receive() == "answer");
}

TEST_CASE("a peer that ends between two messages is an end and no error") {
    RawLine line;
    line.write(std::string{"\3\0\0\0", 4} + "bye");
    line.peer = FileDescriptor{};
    CHECK(line.channel.receive() == "bye");
    CHECK_FALSE(line.channel.receive().has_value());
    CHECK_FALSE(line.channel.receive().has_value());
    CHECK(line.channel.try_receive().state == State::ended);
}

TEST_CASE("who has finished can still hear the answer") {
    Line line;
    line.left.send("question");
    line.left.finish();
    CHECK(line.right.receive() == "question");
    CHECK_FALSE(line.right.receive().has_value());
    line.right.send("answer");
    CHECK(line.left.receive() == "answer");
    CHECK_THROWS_AS(line.left.send("more"), ChannelError);
}

TEST_CASE("a peer that ends in the middle of a message is an error") {
    for (const std::string& part : {std::string{"\3\0", 2}, std::string{"\3\0\0\0", 4},
                                    std::string{"\3\0\0\0by", 6}}) {
        RawLine line;
        line.write(part);
        line.peer = FileDescriptor{};
        CHECK_THROWS_WITH_AS(line.channel.receive(),
                             doctest::Contains("in the middle of a message"),
                             ChannelError);
    }
}

TEST_CASE("a child killed in the middle of a message is an error and no hang") {
    SocketPair pair;
    ChildProcess child =
        ChildProcess::fork("child", std::move(pair.childs), [](FileDescriptor socket) {
            const std::string half{"\x64\0\0\0half", 8};
            return ::write(socket.get(), half.data(), half.size()) < 0 ? 1
                                                                       : ::raise(SIGKILL);
        });
    MessageChannel channel{std::move(pair.parents)};
    CHECK_THROWS_WITH_AS(channel.receive(),
                         doctest::Contains("after 4 of 100 bytes of its text"),
                         ChannelError);
    CHECK(child.wait().signal == SIGKILL);
}

TEST_CASE("a message larger than the buffer of the socket arrives whole") {
    Line line;
    const std::string text = large_text(5'000'000);
    std::jthread sender{[&] { line.left.send(text); }};
    CHECK(line.right.receive() == text);
}

TEST_CASE("the largest message passes and one byte more is refused at both ends") {
    Line line;
    const std::string text = large_text(MessageChannel::largest_message);
    std::jthread sender{[&] { line.left.send(text); }};
    CHECK(line.right.receive() == text);
    sender.join();
    CHECK_THROWS_AS(line.left.send(text + "x"), ChannelError);
    line.left.send("the line is as it was");
    CHECK(line.right.receive() == "the line is as it was");

    RawLine raw;
    raw.write("\xff\xff\xff\xff");
    CHECK_THROWS_WITH_AS(raw.channel.receive(),
                         "a message of 4294967295 bytes, of at most 16777216",
                         ChannelError);
}

TEST_CASE("a message that comes byte by byte is one message") {
    RawLine line;
    const std::string bytes{"\5\0\0\0hello", 9};
    for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
        line.write(bytes.substr(i, 1));
        CHECK(line.channel.try_receive().state == State::nothing_yet);
    }
    line.write(bytes.substr(8));
    const auto received = line.channel.try_receive();
    CHECK(received.state == State::whole);
    CHECK(received.message == "hello");
}

TEST_CASE("a sender waits while nobody reads and goes on when somebody does") {
    Line line;
    const std::string text = large_text(4'000'000);
    test::WatchedThread sender{[&] { line.left.send(text); }};
    sender.until_asleep();
    CHECK(line.right.receive() == text);
    sender.join();
}

TEST_CASE("to send to a peer that is gone is an error") {
    RawLine line;
    line.peer = FileDescriptor{};
    CHECK_THROWS_WITH_AS(line.channel.send("hello"), doctest::Contains("peer is gone"),
                         ChannelError);
}

TEST_CASE("a peer that goes while a message is sent is an error") {
    Line line;
    bool failed = false;
    test::WatchedThread sender{[&] {
        try {
            line.left.send(large_text(4'000'000));
        } catch (const ChannelError&) {
            failed = true;
        }
    }};
    sender.until_asleep();
    line.right = MessageChannel{std::move(SocketPair{}.childs)};  // the old one is closed
    sender.join();
    CHECK(failed);
}

TEST_CASE("a channel that takes the place of another ends that one") {
    Line first, second;
    first.left = std::move(second.left);
    CHECK_FALSE(first.right.receive().has_value());
    second.right.send("still there");
    CHECK(first.left.receive() == "still there");
}

TEST_CASE("the time limit ends a wait for a message and for room") {
    Line line;
    line.left.set_time_limit(5ms);
    CHECK_THROWS_WITH_AS(line.left.receive(), "no whole message in 5 ms", ChannelError);
    CHECK_THROWS_AS(line.left.send(large_text(4'000'000)), ChannelError);
}

TEST_CASE("another thread can end a wait") {
    Line line;
    std::string what;
    test::WatchedThread reader{[&] {
        try {
            (void)line.left.receive();
        } catch (const ChannelError& error) {
            what = error.what();
        }
    }};
    reader.until_asleep();
    line.left.stop_waiting();
    reader.join();
    CHECK(what == "the wait for a message was ended");
}
