// Fault: a child changes a global, and the parent expects to see it. Between threads that
// works, with a lock. A process has memory of its own: the child changes its copy.
#pragma once

#include <cstdlib>
#include <string>

#include "lessons/06_multiprocess_armstrong/processes/worker.hpp"

namespace lockstep::shared_global {

inline int result = 0;  // of each process its own

inline int work() {
    return 6 * 7;
}

// Both return the result that the parent has when its child has ended.
inline int broken() {
    result = 0;
    Worker child = fork_worker("child", [](MessageChannel&) {
        result = work();  // wrong: nobody else will ever see this
        return EXIT_SUCCESS;
    });
    child.process.wait();
    return result;
}

// The mend: what the parent is to know is sent to it.
inline int mended() {
    result = 0;
    Worker child = fork_worker("child", [](MessageChannel& parent) {
        parent.send(std::to_string(work()));
        return EXIT_SUCCESS;
    });
    if (const auto message = child.line.receive()) result = std::stoi(*message);
    child.process.wait();
    return result;
}

}  // namespace lockstep::shared_global
