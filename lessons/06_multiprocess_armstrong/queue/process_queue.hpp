// A queue between processes, as a producer or a consumer sees it. What Python calls
// multiprocessing.Queue.
//
// The queue itself is in the parent process: see QueueBroker. Each call is a question to
// it, and waits for the answer. Both throw ChannelError when the broker is gone.
#pragma once

#include <optional>
#include <string>

#include "lessons/06_multiprocess_armstrong/processes/message_channel.hpp"

namespace lockstep {

class ProcessQueue {
  public:
    explicit ProcessQueue(MessageChannel& broker) : broker_{broker} {}

    // Blocks while the queue is full: back-pressure.
    void put(const std::string& item);

    // Blocks until there is an item. To ask for the next says that the one before has
    // been dealt with; who dies before that gives it back. Empty: all producers have
    // ended, and all items have been dealt with.
    std::optional<std::string> get();

  private:
    std::string ask(const std::string& question);

    MessageChannel& broker_;
};

// The first letter of each message between the two.
namespace queue_message {
constexpr char put = 'P', get = 'G';                 // questions
constexpr char stored = 'S', item = 'I', end = 'E';  // answers
}  // namespace queue_message

}  // namespace lockstep
