#include <doctest/doctest.h>

#include <csignal>
#include <cstdlib>
#include <stdexcept>

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lessons/06_multiprocess_armstrong/processes/child_process.hpp"
#include "tests/support/processes.hpp"

using namespace lockstep;
using namespace std::chrono_literals;
using test::has_children;

namespace {

ChildProcess child(const ChildProcess::Body& body) {
    return ChildProcess::fork("child", FileDescriptor{}, body);
}

// Blocks until the socket of somebody who sends nothing ends.
void wait_for_end(const FileDescriptor& socket) {
    char byte = 0;
    while (::read(socket.get(), &byte, 1) < 0) continue;
}

int changed_by_the_child = 1;

}  // namespace

TEST_CASE("a child gives its exit code back") {
    ChildProcess three = child([](FileDescriptor) { return 3; });
    CHECK(three.wait().exit_code == 3);
    CHECK(three.wait().exit_code == 3);  // and again
    CHECK(in_words(three.wait()) == "exit code 3");
    CHECK_FALSE(three.wait().well());
    CHECK(child([](FileDescriptor) { return 0; }).wait().well());
}

TEST_CASE("a signal that ends a child is reported with its name") {
    ChildProcess suicidal = child([](FileDescriptor) { return ::raise(SIGKILL); });
    CHECK(in_words(suicidal.wait()) == "signal 9 (SIGKILL)");
    CHECK_FALSE(suicidal.wait().well());
}

TEST_CASE("an exception in a child makes its exit code 1") {
    ChildProcess thrower = child(
        [](FileDescriptor) -> int { throw std::runtime_error{"this line is expected"}; });
    CHECK(in_words(thrower.wait()) == "exit code 1");
}

TEST_CASE("what a child does to a global its parent does not see") {
    ChildProcess writer = child([](FileDescriptor) {
        changed_by_the_child = 7;
        return changed_by_the_child;
    });
    CHECK(writer.wait().exit_code == 7);
    CHECK(changed_by_the_child == 1);
}

TEST_CASE("a child that is not waited for is killed and leaves no zombie") {
    SocketPair pair;
    {
        const ChildProcess patient = ChildProcess::fork("child", std::move(pair.childs),
                                                        [](FileDescriptor socket) {
                                                            wait_for_end(socket);
                                                            return 0;
                                                        });
    }
    CHECK_FALSE(has_children());
}

TEST_CASE("wait_for gives up on a child that goes on and finds one that has ended") {
    SocketPair pair;
    ChildProcess patient =
        ChildProcess::fork("child", std::move(pair.childs), [](FileDescriptor socket) {
            wait_for_end(socket);
            return 5;
        });
    CHECK_FALSE(patient.wait_for(1ms).has_value());
    CHECK_FALSE(patient.wait_for(0ms).has_value());
    pair.parents = FileDescriptor{};  // its socket ends, and so does it
    const auto ending = patient.wait_for(1h);
    REQUIRE(ending.has_value());
    CHECK(ending->exit_code == 5);
}

TEST_CASE("a child has the signals of a program that was started afresh") {
    sigset_t blocked, former;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    ::sigprocmask(SIG_BLOCK, &blocked, &former);
    ChildProcess victim = child([](FileDescriptor) { return ::raise(SIGTERM); });
    ::sigprocmask(SIG_SETMASK, &former, nullptr);
    CHECK(in_words(victim.wait()) == "signal 15 (SIGTERM)");
}

TEST_CASE("an exit code is learnt although the ends of children were ignored") {
    const auto former = ::signal(SIGCHLD, SIG_IGN);  // as some programs leave it to ours
    ChildProcess three = child([](FileDescriptor) { return 3; });
    CHECK(three.wait().exit_code == 3);
    ::signal(SIGCHLD, former);
}

TEST_CASE("a child does not run what its parent registered for its own end") {
    static int registered_by = 0;
    registered_by = ::getpid();
    static const bool once = std::atexit([] {
                                 if (::getpid() != registered_by) ::_exit(99);
                             }) == 0;
    CHECK(once);
    CHECK(child([](FileDescriptor) { return 4; }).wait().exit_code == 4);
}

TEST_CASE("a child does not hold the socket of its brother open") {
    // Takes the number 3, which in every child becomes its own socket: so no end of
    // `first` is closed in `two` by accident.
    const SocketPair other;
    SocketPair first, second;
    ChildProcess one =
        ChildProcess::fork("one", std::move(first.childs), [](FileDescriptor socket) {
            wait_for_end(socket);
            return 1;
        });
    ChildProcess two =
        ChildProcess::fork("two", std::move(second.childs), [](FileDescriptor socket) {
            wait_for_end(socket);
            return 2;
        });
    first.parents = FileDescriptor{};  // the last of this end, unless `two` has a copy
    const auto end_of_one = one.wait_for(20s);  // bounds a hang
    REQUIRE(end_of_one.has_value());
    CHECK(end_of_one->exit_code == 1);
    CHECK_FALSE(two.wait_for(0ms).has_value());
}

TEST_CASE("a thousand children leave no descriptor behind") {
    const int before = ::dup(0);
    ::close(before);
    for (int i = 0; i < 1000; ++i) {
        SocketPair pair;
        ChildProcess::fork("child", std::move(pair.childs), [](FileDescriptor) {
            return 0;
        }).wait();
    }
    const int after = ::dup(0);
    ::close(after);
    CHECK(after == before);  // the lowest free number is the same
    CHECK_FALSE(has_children());
}
