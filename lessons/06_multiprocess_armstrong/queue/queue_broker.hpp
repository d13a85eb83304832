// The process that holds a queue for others: producers put, consumers get, each over a
// line of its own. One thread waits for all lines, so nothing here needs a lock.
//
// At most `capacity` items are in it: a producer gets the answer to its put only when
// there is room. An item leaves for good when its consumer asks for the next one. If the
// consumer dies before, the item goes to the next who asks, so it can be dealt with
// twice, but is not lost.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "common/pace.hpp"
#include "lessons/06_multiprocess_armstrong/processes/worker.hpp"

namespace lockstep {

struct BrokerReport {
    std::size_t put = 0;
    std::size_t dealt_with = 0;
    std::vector<std::string> undelivered;  // there was no consumer left for them
    std::vector<std::string> incidents;    // who died, of what, with which item
};

class QueueBroker {
  public:
    // Each incident is told at once, and is in the report too.
    using Tell = std::function<void(const std::string& incident)>;
    QueueBroker(
        std::size_t capacity, Pace& pace, Tell tell = [](const std::string&) {});

    // Before run(). The worker must outlive the broker.
    void add_producer(Worker& worker);
    void add_consumer(Worker& worker);

    // Blocks until all clients have ended, or no consumer is left for what is there, or a
    // stop was requested.
    BrokerReport run(const std::stop_token& stop);

  private:
    struct Client {
        Worker* worker = nullptr;
        bool produces = false;
        bool open = true;                      // its line has not ended
        bool asking = false;                   // for an item; not answered yet
        std::optional<std::string> putting{};  // not in the queue yet: it was full
        std::optional<std::string> in_hand{};  // given out, not dealt with yet
    };

    bool is_open(bool produces) const;
    bool more_may_come() const;
    void store_what_fits();
    void answer_who_asks();
    void answer(Client& client, const std::string& message);
    void listen(Client& client);
    void understand(Client& client, const std::string& message);
    void say_goodbye(Client& client, const std::string& why);
    void collect_undelivered();

    const std::size_t capacity_;
    Pace& pace_;
    const Tell tell_;
    std::vector<Client> clients_;
    std::deque<std::string> items_;
    BrokerReport report_;
};

}  // namespace lockstep
