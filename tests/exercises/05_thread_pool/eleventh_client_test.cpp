#include <deque>
#include <exception>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "lessons/02_queue/blocking_queue.hpp"
#include "lessons/03_event_handshake/event.hpp"
#include "tests/exercises/grader/expect_seen.hpp"
#include "tests/exercises/grader/gathering.hpp"
#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

using Lines = std::vector<std::string>;

struct Guest : Client {
    explicit Guest(int number) : port{std::to_string(41000 + number)} {}

    std::string our_address() const override { return "127.0.0.1:5005"; }
    std::string its_address() const override { return "127.0.0.1:" + port; }
    void say(const std::string& line) override {
        before_hearing();
        heard.push_back(line);
    }
    void talk() override {
        before_leaving();
        if (breaks_off) throw std::runtime_error{"connection reset by peer"};
    }
    std::string hello() const { return "hello " + its_address(); }

    const std::string port;
    bool breaks_off = false;
    std::function<void()> before_hearing = [] {};
    std::function<void()> before_leaving = [] {};
    Lines heard;
};

void run_on_a_worker(const std::function<void()>& task) {
    try {
        task();
    } catch (const std::exception&) {  // a pool takes no notice
    }
}

// A pool whose workers work when the check says so.
struct PoolByHand : Pool {
    explicit PoolByHand(int workers) : count{workers} {}
    int workers() const override { return count; }
    void post(std::function<void()> task) override { tasks.push_back(std::move(task)); }
    void serve_one() {
        const auto task = std::exchange(tasks.front(), nullptr);
        tasks.pop_front();
        run_on_a_worker(task);
    }

    const int count;
    std::deque<std::function<void()>> tasks;
};

// A pool with one thread.
struct PoolOfOne : Pool {
    int workers() const override { return 1; }
    void post(std::function<void()> task) override { (void)tasks.push(std::move(task)); }
    void end() {
        tasks.close();
        worker.join();
    }

    std::function<void()> after_first_task = [] {};
    lockstep::BlockingQueue<std::function<void()>> tasks;
    std::jthread worker{[this] {
        for (bool first = true; auto task = tasks.pop(); first = false) {
            run_on_a_worker(*task);
            task.reset();
            if (first) after_first_task();
        }
    }};
};

// So many clients come before any of them is served.
void judge_line(int workers, int clients) {
    std::deque<Guest> guests;
    PoolByHand pool{workers};
    Reception reception{pool};
    for (int number = 1; number <= clients; ++number) {
        Guest& guest = guests.emplace_back(number);
        reception.welcome(guest);
        const auto place = std::to_string(number - workers);
        if (number <= workers)
            expect_seen(guest.heard, {}, "who finds a free worker is not told to wait");
        else
            expect_seen(guest.heard, {"wait: you are number " + place + " in line"},
                        "client " + std::to_string(number) + " of a pool of " +
                            std::to_string(workers) + " is told that it is number " +
                            place + " in line");
    }
}

}  // namespace

TEST_CASE("who finds all workers taken is told its place at once") {
    watched([] { judge_line(10, 12); });
    watched([] { judge_line(2, 5); });
}

TEST_CASE("each client is greeted with its own address") {
    watched([] {
        PoolByHand pool{2};
        Reception reception{pool};
        Guest one{1}, two{2};
        reception.welcome(one);
        reception.welcome(two);
        pool.serve_one();
        pool.serve_one();
        expect_seen(one.heard, {one.hello()}, "client 1 hears " + one.hello());
        expect_seen(two.heard, {two.hello()}, "client 2 hears " + two.hello());
    });
}

TEST_CASE("who has left makes room") {
    watched([] {
        PoolByHand pool{1};
        Reception reception{pool};
        Guest one{1}, two{2}, three{3}, four{4};
        one.breaks_off = true;
        reception.welcome(one);
        pool.serve_one();
        reception.welcome(two);
        expect_seen(two.heard, {}, "client 1 broke off, so its worker is free again");
        reception.welcome(three);
        pool.serve_one();
        reception.welcome(four);
        expect_seen(
            four.heard, {"wait: you are number 1 in line"},
            "client 2 has left, client 3 is served, client 4 is number 1 in line");
    });
}

TEST_CASE("clients come while others leave") {
    explored(
        [] {
            Guest one{1}, two{2};
            PoolOfOne pool;
            Reception reception{pool};
            reception.welcome(one);
            reception.welcome(two);
            pool.end();
            const Lines told{"wait: you are number 1 in line", two.hello()};
            expect(two.heard == told || two.heard == Lines{two.hello()},
                   "client 2 is told to wait as number 1, or not at all, and is greeted "
                   "after that; it heard: " +
                       in_words(two.heard));
            expect_seen(one.heard, {one.hello()}, "client 1 is greeted");
        },
        {.preemptions = 1, .random_schedules = 100});
}

TEST_CASE("nobody waits for what a slow client is told") {
    explored(
        [] {
            lockstep::Event second_is_welcome;
            Guest one{1}, two{2};
            one.before_hearing = [&] { second_is_welcome.wait(); };
            PoolOfOne pool;
            Reception reception{pool};
            reception.welcome(one);
            reception.welcome(two);
            second_is_welcome.set();
            pool.end();
        },
        {.preemptions = 1, .random_schedules = 100});
    explored(
        [] {
            lockstep::Event first_may_leave, first_has_left;
            Guest one{1}, two{2};
            one.before_hearing = [&] { first_may_leave.wait(); };
            two.before_hearing = [&] {
                first_may_leave.set();
                first_has_left.wait();
            };
            PoolOfOne pool;
            pool.after_first_task = [&] { first_has_left.set(); };
            Reception reception{pool};
            reception.welcome(one);
            reception.welcome(two);
            pool.end();
        },
        {.preemptions = 1, .random_schedules = 100});
}

TEST_CASE("clients are served at the same time") {
    explored(
        [] {
            Gathering talking{2};
            Guest one{1}, two{2};
            one.before_leaving = two.before_leaving = [&] { talking.come_and_wait(); };
            PoolByHand pool{2};
            Reception reception{pool};
            reception.welcome(one);
            reception.welcome(two);
            std::jthread first{pool.tasks[0]}, second{pool.tasks[1]};
        },
        {.preemptions = 1, .random_schedules = 100});
}
