// A child process and the line to it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "lessons/06_multiprocess_armstrong/processes/child_process.hpp"
#include "lessons/06_multiprocess_armstrong/processes/message_channel.hpp"

namespace lockstep {

struct Worker {
    ChildProcess process;
    MessageChannel line;

    const std::string& name() const { return process.name(); }
};

// Both as in ChildProcess: `fork` while there is one thread, `start_anew` at any time.
Worker fork_worker(std::string name,
                   const std::function<int(MessageChannel& parent)>& body);
Worker start_worker_anew(std::string name, const std::vector<std::string>& arguments);

}  // namespace lockstep
