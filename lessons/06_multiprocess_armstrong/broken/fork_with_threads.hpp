// Fault: fork while another thread holds a mutex. The child is a copy of all memory, the
// locked mutex included, but of one thread only: the one that called fork. The thread
// that would unlock it does not exist there, so the child waits for ever.
//
// The mutex need not be ours. The C library, a logger, a pool have some too.
#pragma once

#include <chrono>
#include <cstdlib>
#include <latch>
#include <mutex>
#include <thread>

#include "lessons/06_multiprocess_armstrong/processes/worker.hpp"

namespace lockstep::fork_with_threads {

// Both return whether the child got the mutex. So that the program can end, a child that
// waits is killed after `limit`.
inline bool broken(std::chrono::milliseconds limit) {
    std::mutex mutex;
    std::latch held{1}, let_go{1};
    std::jthread other{[&] {
        const std::lock_guard lock{mutex};
        held.count_down();
        let_go.wait();
    }};
    held.wait();          // the bad moment, arranged
    ChildProcess child =  // wrong: this process has two threads
        ChildProcess::fork("child", FileDescriptor{}, [&](FileDescriptor) {
            const std::lock_guard lock{mutex};
            return EXIT_SUCCESS;
        });
    let_go.count_down();
    other.join();  // now the mutex is free: ours, not the child's
    return child.wait_for(limit).has_value();
}

// The mend: fork first, start threads later. The child waits on its line until it is
// needed.
inline bool mended(std::chrono::milliseconds limit) {
    std::mutex mutex;
    Worker child = fork_worker("child", [&](MessageChannel& parent) {
        (void)parent.receive();
        const std::lock_guard lock{mutex};
        return EXIT_SUCCESS;
    });
    std::latch held{1}, let_go{1};
    std::jthread other{[&] {
        const std::lock_guard lock{mutex};
        held.count_down();
        let_go.wait();
    }};
    held.wait();  // the same moment
    child.line.send("go on");
    const bool got_it = child.process.wait_for(limit).has_value();
    let_go.count_down();
    return got_it;
}

}  // namespace lockstep::fork_with_threads
