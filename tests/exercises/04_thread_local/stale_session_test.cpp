#include <functional>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>

#include "lessons/03_event_handshake/event.hpp"
#include "tests/exercises/grader/expect_seen.hpp"
#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

struct Gone : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// What one thread of a pool does: serves whoever comes, and survives their leaving.
class Server {
  public:
    explicit Server(Viewers& viewers) : viewers_{viewers} {}

    // "3" frames were sent; or what was thrown.
    std::string serve(
        const std::string& name, int frames,
        const std::function<void(int)>& send = [](int) {}) {
        try {
            return std::to_string(show(viewers_, name, frames, send));
        } catch (const Gone& gone) {
            return std::string{"gone: "} + gone.what();
        } catch (const std::exception& error) {
            return error.what();
        }
    }

  private:
    Viewers& viewers_;
};

const auto leave_at_2 = [](int number) {
    if (number == 2) throw Gone{"at 2"};
};

using Names = std::set<std::string>;

}  // namespace

TEST_CASE("the next viewer of a thread is served") {
    explored([] {
        Viewers viewers;
        std::jthread{[&] {
            Server server{viewers};
            server.serve("Ann", 3, leave_at_2);
            expect_seen(server.serve("Bob", 4), "4",
                        "Ann has left at her second frame, and Bob is sent his four");
            expect_seen(server.serve("Cid", 1), "1", "after Bob, Cid is sent one");
            expect_seen(server.serve("Ann", 2), "2", "Ann comes again and is sent two");
        }};
    });
}

TEST_CASE("whoever called show learns why it ended") {
    explored([] {
        Viewers viewers;
        std::jthread{[&] {
            expect_seen(Server{viewers}.serve("Ann", 3, leave_at_2), "gone: at 2",
                        "what send() throws leaves show()");
        }};
    });
}

TEST_CASE("the list names those who are there") {
    explored([] {
        Viewers viewers;
        std::jthread{[&] {
            Server server{viewers};
            server.serve("Ann", 3, leave_at_2);
            expect_seen(viewers.all(), {}, "Ann has left in the middle, nobody is there");
            server.serve("Bob", 1, [&](int) {
                expect_seen(viewers.all(), {"Bob"}, "while Bob is served he is there");
            });
            expect_seen(viewers.all(), {}, "Bob has left, nobody is there");
        }};
    });
    explored([] {
        Viewers viewers;
        std::jthread{[&] {
            Server{viewers}.serve("Hildegard of Bingen on the Rhine", 2);
            expect_seen(viewers.all(), {},
                        "who has left has a long name, and nobody is there");
        }};
    });
}

TEST_CASE("whatever send throws the next viewer is served") {
    explored([] {
        Viewers viewers;
        std::jthread{[&] {
            Server server{viewers};
            int thrown = 0;
            try {
                server.serve("Ann", 1, [](int) { throw 7; });
            } catch (int number) {
                thrown = number;
            }
            expect(thrown == 7, "send() throws the number 7 and 7 leaves show()");
            expect_seen(viewers.all(), {}, "nobody is there any more");
            expect_seen(server.serve("Bob", 2), "2",
                        "the next viewer is sent two frames");
        }};
    });
}

TEST_CASE("two threads serve at the same time") {
    explored([] {
        Viewers viewers;
        lockstep::Event ann_is_served, bob_is_served;
        const auto serve = [&](const std::string& name, int frames,
                               lockstep::Event& is_served, lockstep::Event& other) {
            const auto id = std::this_thread::get_id();
            const auto sent = Server{viewers}.serve(name, frames, [&](int number) {
                expect(std::this_thread::get_id() == id,
                       "send() is called on the thread that called show()");
                if (number > 1) return;
                is_served.set();
                other.wait();
            });
            expect_seen(sent, std::to_string(frames), name + " is sent all frames");
        };
        {
            std::jthread one{[&] { serve("Ann", 1, ann_is_served, bob_is_served); }};
            std::jthread two{[&] { serve("Bob", 2, bob_is_served, ann_is_served); }};
        }
        expect_seen(viewers.all(), {}, "nobody is there any more");
    });
}

// Whether the second call is refused or served: the first viewer has not left.
TEST_CASE("who is being served loses nothing to another") {
    explored([] {
        Viewers viewers;
        std::jthread{[&] {
            Server server{viewers};
            const auto sent = server.serve("Bob", 4, [&](int number) {
                if (number == 2) server.serve("Cid", 3);
                expect_seen(viewers.all(), {"Bob"}, "while Bob is served he is there");
            });
            expect_seen(sent, "4",
                        "the thread is asked to serve Cid while it serves Bob, "
                        "and Bob is still sent his four frames");
            expect_seen(server.serve("Dan", 1), "1", "the next viewer is sent one");
        }};
    });
}
