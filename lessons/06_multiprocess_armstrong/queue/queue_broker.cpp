#include "lessons/06_multiprocess_armstrong/queue/queue_broker.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <utility>

#include <fmt/format.h>

#include "common/bounded_wait.hpp"
#include "lessons/06_multiprocess_armstrong/processes/wait_for_any.hpp"
#include "lessons/06_multiprocess_armstrong/queue/process_queue.hpp"

namespace lockstep {

QueueBroker::QueueBroker(std::size_t capacity, Pace& pace, Tell tell)
    : capacity_{capacity}, pace_{pace}, tell_{std::move(tell)} {}

void QueueBroker::add_producer(Worker& worker) {
    add_consumer(worker);
    clients_.back().produces = true;
}

void QueueBroker::add_consumer(Worker& worker) {
    clients_.emplace_back().worker = &worker;
}

BrokerReport QueueBroker::run(const std::stop_token& stop) {
    WakeUp stopped;
    // Both kinds of waits end: for any line, and for one consumer that does not read.
    const std::stop_callback on_stop{stop, [&] {
                                         stopped.ring();
                                         for (const Client& client : clients_)
                                             client.worker->line.stop_waiting();
                                     }};
    while (is_open(true) || is_open(false)) {
        store_what_fits();
        answer_who_asks();
        if (!is_open(false) && more_may_come()) break;

        std::vector<int> lines{stopped.descriptor()};
        for (Client& client : clients_)
            lines.push_back(client.open ? client.worker->line.descriptor() : -1);
        const std::vector<bool> ready = wait_for_any(lines);
        if (ready[0]) break;
        for (std::size_t i = 0; i < clients_.size(); ++i)
            if (ready[i + 1]) listen(clients_[i]);
    }
    collect_undelivered();
    return std::exchange(report_, {});
}

bool QueueBroker::is_open(bool produces) const {
    return std::ranges::any_of(clients_, [&](const Client& client) {
        return client.open && client.produces == produces;
    });
}

// An item that is in somebody's hand comes back when that one dies.
bool QueueBroker::more_may_come() const {
    return is_open(true) || !items_.empty() ||
           std::ranges::any_of(clients_, [](const Client& client) {
               return client.putting || client.in_hand;
           });
}

void QueueBroker::store_what_fits() {
    for (Client& client : clients_) {
        if (items_.size() >= capacity_) return;
        if (!client.putting) continue;
        items_.push_back(*std::exchange(client.putting, std::nullopt));
        ++report_.put;
        answer(client, {queue_message::stored});
    }
}

void QueueBroker::answer_who_asks() {
    for (Client& client : clients_) {
        if (!client.asking) continue;
        if (!items_.empty()) {
            client.asking = false;
            client.in_hand = std::move(items_.front());
            items_.pop_front();
            pace_.hand_over(
                fmt::format("{} gets \"{}\"", client.worker->name(), *client.in_hand));
            answer(client, queue_message::item + *client.in_hand);
            store_what_fits();  // there is room now
        } else if (!more_may_come()) {
            client.asking = false;
            answer(client, {queue_message::end});
        }
    }
}

// Whoever asked waits for the answer, so there is room for it on the line.
void QueueBroker::answer(Client& client, const std::string& message) {
    try {
        if (client.open) client.worker->line.send(message);
    } catch (const ChannelError& error) {
        say_goodbye(client, error.what());
    }
}

void QueueBroker::listen(Client& client) {
    try {
        const auto [state, message] = client.worker->line.try_receive();
        if (state == MessageChannel::State::whole) understand(client, message);
        if (state == MessageChannel::State::ended) say_goodbye(client, "");
    } catch (const ChannelError& error) {
        say_goodbye(client, error.what());
    }
}

void QueueBroker::understand(Client& client, const std::string& message) {
    const bool waits_already = client.putting || client.asking;
    if (waits_already || message.empty()) throw ChannelError{"it talks out of turn"};
    if (message.front() == queue_message::put && client.produces) {
        client.putting = message.substr(1);
    } else if (message.front() == queue_message::get && !client.produces) {
        if (std::exchange(client.in_hand, std::nullopt)) ++report_.dealt_with;
        client.asking = true;
    } else {
        throw ChannelError{"it says what nobody understands"};
    }
}

void QueueBroker::say_goodbye(Client& client, const std::string& why) {
    client.open = client.asking = false;
    // One whose line has ended is about to end too: it gets a moment to do so.
    ChildProcess& process = client.worker->process;
    if (!why.empty() || !process.wait_for(std::chrono::seconds{5})) process.kill(SIGKILL);
    const Ending ending = process.wait();
    if (ending.well() && why.empty() && !client.in_hand) return;

    std::string incident =
        fmt::format("{} has ended: {}", client.worker->name(), in_words(ending));
    if (!why.empty()) incident += fmt::format(", {}", why);
    if (client.in_hand) {
        incident += fmt::format("; \"{}\" goes to another", *client.in_hand);
        items_.push_front(*std::exchange(client.in_hand, std::nullopt));
    }
    tell_(incident);
    report_.incidents.push_back(std::move(incident));
}

void QueueBroker::collect_undelivered() {
    for (Client& client : clients_) {
        if (client.in_hand) items_.push_front(*client.in_hand);
        if (client.putting) items_.push_back(*client.putting);
    }
    report_.undelivered.assign(items_.begin(), items_.end());
}

}  // namespace lockstep
