#include "lessons/06_multiprocess_armstrong/queue/queue_demo.hpp"

#include <csignal>
#include <cstdlib>
#include <memory>

#include "common/console.hpp"
#include "lessons/06_multiprocess_armstrong/queue/process_queue.hpp"
#include "lessons/06_multiprocess_armstrong/queue/queue_broker.hpp"

namespace lockstep {
namespace {

int produce(MessageChannel& broker, char name, int items) {
    ProcessQueue queue{broker};
    for (int number = 1; number <= items; ++number) {
        queue.put(fmt::format("{}{}", name, number));
        say("put {}{}", name, number);
    }
    return EXIT_SUCCESS;
}

int consume(MessageChannel& broker, bool dies) {
    ProcessQueue queue{broker};
    while (const auto item = queue.get()) {
        say("got {}", *item);
        if (dies) std::raise(SIGKILL);
    }
    say("there will be no more");
    return EXIT_SUCCESS;
}

}  // namespace

CommandLine QueueDemo::add_options() {
    const auto app = program_.options().subcommand(
        "queue", "a queue between processes, for several producers and consumers");
    app.option("--items", items_, "each of the two producers puts so many")
        .between(0, 100000);
    app.option("--capacity", capacity_, "the queue holds so many").between(1, 100000);
    app.flag("--accident", accident_, "consumer 2 dies with its first item in hand");
    return app;
}

void QueueDemo::start() {
    for (const char name : {'A', 'B'})
        producers_.push_back(
            fork_worker(fmt::format("producer {}", name), [&](MessageChannel& broker) {
                return produce(broker, name, items_);
            }));
    for (int number = 1; number <= 3; ++number)
        consumers_.push_back(
            fork_worker(fmt::format("consumer {}", number), [&](MessageChannel& broker) {
                return consume(broker, accident_ && number == 2);
            }));
}

int QueueDemo::run() {
    name_thread("broker");
    QueueBroker broker{static_cast<std::size_t>(capacity_), program_.pace(),
                       [](const std::string& incident) { say("{}", incident); }};
    for (Worker& producer : producers_) broker.add_producer(producer);
    for (Worker& consumer : consumers_) broker.add_consumer(consumer);
    const BrokerReport report = broker.run(program_.stop_token());

    say_plain("\n{} of {} items were dealt with\n", report.dealt_with, 2 * items_);
    for (const auto& incident : report.incidents) say_plain("{}\n", incident);
    for (const auto& item : report.undelivered)
        say_plain_error("nobody dealt with {}", item);
    const bool all = report.dealt_with == static_cast<std::size_t>(2 * items_);
    return all || program_.stop_token().stop_requested() ? EXIT_SUCCESS : EXIT_FAILURE;
}

Command queue_command(Program& program) {
    const auto demo = std::make_shared<QueueDemo>(program);
    return command(demo->add_options(), demo);
}

}  // namespace lockstep
