#include "lessons/06_multiprocess_armstrong/queue/process_queue.hpp"

namespace lockstep {

void ProcessQueue::put(const std::string& item) {
    ask(queue_message::put + item);
}

std::optional<std::string> ProcessQueue::get() {
    const std::string answer = ask({queue_message::get});
    if (answer.front() == queue_message::end) return std::nullopt;
    return answer.substr(1);
}

std::string ProcessQueue::ask(const std::string& question) {
    broker_.send(question);
    const auto answer = broker_.receive();
    if (!answer || answer->empty()) throw ChannelError{"the queue's broker is gone"};
    return *answer;
}

}  // namespace lockstep
