// The queue between processes.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <new>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

#include "lessons/06_multiprocess_armstrong/queue/process_queue.hpp"
#include "lessons/06_multiprocess_armstrong/queue/queue_broker.hpp"
#include "tests/support/asleep.hpp"
#include "tests/support/contains.hpp"

using namespace lockstep;

namespace {

// A counter in memory that a child shares with its parent, unlike all other memory.
class SharedCounter {
  public:
    SharedCounter()
        : counter_{new (::mmap(nullptr, sizeof(std::atomic<int>), PROT_READ | PROT_WRITE,
                               MAP_SHARED | MAP_ANONYMOUS, -1, 0)) std::atomic<int>{0}} {}
    ~SharedCounter() { ::munmap(counter_, sizeof *counter_); }
    SharedCounter(const SharedCounter&) = delete;
    SharedCounter& operator=(const SharedCounter&) = delete;
    std::atomic<int>& operator*() const { return *counter_; }

  private:
    std::atomic<int>* counter_;
};

// One queue and its clients.
class Fixture {
  public:
    using Role = std::function<int(ProcessQueue&)>;

    void producer(const Role& role) { clients_.push_back(start("producer", role)); }
    void consumer(const Role& role) {
        clients_.push_back(start("consumer", role));
        consumers_.push_back(clients_.size() - 1);
    }

    BrokerReport run(std::size_t capacity, const std::stop_token& stop = {}) {
        Pace pace;
        QueueBroker broker{capacity, pace};
        for (std::size_t i = 0; i < clients_.size(); ++i)
            if (std::ranges::find(consumers_, i) == consumers_.end())
                broker.add_producer(clients_[i]);
            else
                broker.add_consumer(clients_[i]);
        return broker.run(stop);
    }

    // What the client of this number returned, in the order in which they were started.
    int exit_code(std::size_t client) {
        return clients_[client].process.wait().exit_code;
    }

  private:
    static Worker start(const std::string& name, const Role& role) {
        return fork_worker(name, [&role](MessageChannel& line) {
            ProcessQueue queue{line};
            return role(queue);
        });
    }

    std::vector<Worker> clients_;
    std::vector<std::size_t> consumers_;
};

Fixture::Role puts(int from, int to) {
    return [=](ProcessQueue& queue) {
        for (int number = from; number <= to; ++number) queue.put(std::to_string(number));
        return EXIT_SUCCESS;
    };
}

Fixture::Role adds_to(const SharedCounter& sum) {
    return [&sum](ProcessQueue& queue) {
        while (const auto item = queue.get()) *sum += std::stoi(*item);
        return EXIT_SUCCESS;
    };
}

int take_all(ProcessQueue& queue) {
    while (queue.get()) continue;
    return EXIT_SUCCESS;
}

int die_with_an_item(ProcessQueue& queue) {
    (void)queue.get();
    return std::raise(SIGKILL);
}

}  // namespace

TEST_CASE("what is put in comes out in order") {
    Fixture queue;
    queue.producer(puts(1, 5));
    queue.consumer([](ProcessQueue& items) {
        for (const char* expected : {"1", "2", "3", "4", "5"})
            if (items.get() != expected) return 1;
        return items.get() ? 2 : 0;
    });
    const BrokerReport report = queue.run(2);
    CHECK(queue.exit_code(1) == 0);
    CHECK(report.put == 5);
    CHECK(report.dealt_with == 5);
    CHECK(report.incidents.empty());
}

TEST_CASE("several producers and consumers share the items without loss or doubles") {
    Fixture queue;
    queue.producer(puts(1, 10));
    queue.producer(puts(11, 20));
    SharedCounter sum;
    for (int i = 0; i < 3; ++i) queue.consumer(adds_to(sum));
    const BrokerReport report = queue.run(1);
    CHECK(*sum == 210);
    CHECK(report.dealt_with == 20);
    CHECK(report.incidents.empty());
}

TEST_CASE("the queue ends when the producers have and a consumer that waits learns it") {
    Fixture queue;
    queue.producer([](ProcessQueue&) { return 0; });
    queue.consumer(take_all);
    CHECK(queue.run(1).dealt_with == 0);
    CHECK(queue.exit_code(1) == 0);
}

TEST_CASE("empty items and items larger than the buffer of a socket pass") {
    Fixture queue;
    queue.producer([](ProcessQueue& items) {
        items.put("");
        items.put(std::string(3'000'000, 'x'));
        return 0;
    });
    queue.consumer([](ProcessQueue& items) {
        return items.get() == "" && items.get() == std::string(3'000'000, 'x') &&
                       !items.get()
                   ? 0
                   : 1;
    });
    CHECK(queue.run(1).dealt_with == 2);
    CHECK(queue.exit_code(1) == 0);
}

TEST_CASE("a producer waits while the queue is full") {
    SharedCounter puts_done;
    Fixture queue;
    queue.producer([&](ProcessQueue& items) {
        for (;; ++*puts_done) items.put("item");
        return 0;
    });
    queue.consumer([](ProcessQueue&) {
        for (;;) ::pause();  // it never asks
        return 0;
    });
    std::stop_source stop;
    BrokerReport report;
    std::jthread broker{[&] { report = queue.run(2, stop.get_token()); }};
    while (*puts_done < 2) std::this_thread::yield();
    stop.request_stop();
    broker.join();
    CHECK(report.put == 2);
    CHECK(*puts_done == 2);
    CHECK(report.undelivered.size() >= 2);  // a third waits outside, if it came in time
    CHECK(report.dealt_with == 0);
}

TEST_CASE("an item in the hand of a consumer that dies goes to another") {
    SharedCounter first_has_one, sum;
    Fixture queue;
    queue.producer(puts(1, 10));
    queue.consumer([&](ProcessQueue& items) {
        (void)items.get();
        *first_has_one = 1;
        return std::raise(SIGKILL);
    });
    queue.consumer([&](ProcessQueue& items) {
        while (*first_has_one == 0) std::this_thread::yield();
        return adds_to(sum)(items);
    });
    const BrokerReport report = queue.run(3);
    CHECK(report.dealt_with == 10);
    CHECK(report.undelivered.empty());
    REQUIRE(report.incidents.size() == 1);
    CHECK(report.incidents[0] ==
          "consumer has ended: signal 9 (SIGKILL); \"1\" goes to another");
    CHECK(*sum == 55);
}

TEST_CASE("when all consumers are dead the items that are left are named") {
    Fixture queue;
    queue.producer(puts(1, 10));
    queue.consumer(die_with_an_item);
    queue.consumer(die_with_an_item);
    const BrokerReport report = queue.run(3);
    CHECK(report.dealt_with == 0);
    CHECK(report.incidents.size() == 2);
    CHECK_FALSE(report.undelivered.empty());
}

TEST_CASE(
    "a producer that dies in the middle of a put is reported and the rest goes on") {
    SocketPair pair;
    ChildProcess dying =
        ChildProcess::fork("liar", std::move(pair.childs), [](FileDescriptor socket) {
            const std::string half{"\x09\0\0\0Phalf", 9};
            return ::write(socket.get(), half.data(), 9) == 9 ? std::raise(SIGKILL) : 1;
        });
    Worker liar{std::move(dying), MessageChannel{std::move(pair.parents)}};
    Worker producer = fork_worker("producer", [](MessageChannel& line) {
        ProcessQueue items{line};
        items.put("1");
        return 0;
    });
    Worker consumer = fork_worker("consumer", [](MessageChannel& line) {
        ProcessQueue items{line};
        return take_all(items);
    });
    Pace pace;
    QueueBroker broker{3, pace};
    broker.add_producer(liar);
    broker.add_producer(producer);
    broker.add_consumer(consumer);
    const BrokerReport report = broker.run({});
    CHECK(report.put == 1);
    CHECK(report.dealt_with == 1);
    REQUIRE(report.incidents.size() == 1);
    CHECK(test::contains(report.incidents[0], "in the middle of a message"));
}

TEST_CASE("a client that talks nonsense is shown the door") {
    Worker producer = fork_worker("producer", [](MessageChannel& line) {
        line.send("What?");
        return line.receive() ? 1 : 0;
    });
    Worker consumer = fork_worker("consumer", [](MessageChannel& line) {
        ProcessQueue items{line};
        return take_all(items);
    });
    Pace pace;
    QueueBroker broker{3, pace};
    broker.add_producer(producer);
    broker.add_consumer(consumer);
    const BrokerReport report = broker.run({});
    REQUIRE(report.incidents.size() == 1);
    CHECK(test::contains(report.incidents[0], "what nobody understands"));
}

TEST_CASE("a stop request ends a broker that waits for a consumer to read") {
    SharedCounter asked;
    Worker producer = fork_worker("producer", [](MessageChannel& line) {
        ProcessQueue items{line};
        items.put(std::string(3'000'000, 'x'));
        return 0;
    });
    Worker consumer = fork_worker("consumer", [&](MessageChannel& line) {
        line.send(std::string{queue_message::get});
        *asked = 1;
        for (;;) ::pause();  // and never reads the answer
        return 0;
    });
    std::stop_source stop;
    Pace pace;
    BrokerReport report;
    std::jthread running{[&] {
        QueueBroker broker{3, pace};
        broker.add_producer(producer);
        broker.add_consumer(consumer);
        report = broker.run(stop.get_token());
    }};
    // The producer has its answer before the consumer's item is sent.
    while (*asked == 0 || !producer.process.wait_for(std::chrono::hours{1})) continue;
    stop.request_stop();
    running.join();
    CHECK(report.dealt_with == 0);
    CHECK(report.undelivered.size() == 1);
}

TEST_CASE("a stop request ends the broker") {
    Fixture queue;
    queue.producer([](ProcessQueue& items) {
        items.put("1");
        for (;;) items.put("2");
        return 0;
    });
    queue.consumer([](ProcessQueue&) {
        for (;;) ::pause();
        return 0;
    });
    std::stop_source stop;
    test::WatchedThread broker{[&] { queue.run(1, stop.get_token()); }};
    broker.until_asleep();
    stop.request_stop();
    broker.join();
}
