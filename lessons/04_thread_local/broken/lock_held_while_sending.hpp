// Fault D11: the lock is held while a frame is sent, so one viewer who does not read
// stops the camera and all other viewers.
//
// A viewer's connection is drawn here as a mailbox for one frame: sending to a viewer
// whose mailbox is full blocks, as writing to a socket does whose buffer is full.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "lessons/02_queue/blocking_queue.hpp"
#include "lessons/03_event_handshake/event.hpp"
#include "lessons/04_thread_local/latest.hpp"
#include "lessons/04_thread_local/programs/frame.hpp"

namespace lockstep::lock_held_while_sending {

struct Outcome {
    std::uint64_t made = 0;           // frames, while the sleeper was watching
    std::uint64_t received = 0;       // by the viewer who reads
    bool newcomer_is_served = false;  // whether a third could come in meanwhile
};

struct Mailbox {
    BlockingQueue<FramePtr> frames{1};
    Event is_stuck;  // whoever sends will block until the viewer reads, or leaves
    void send(const FramePtr& frame) {
        if (frames.try_push(FramePtr{frame})) return;
        is_stuck.set();
        (void)frames.push(frame);
    }
};

inline FramePtr make_frame(std::uint64_t number) {
    return std::make_shared<const Frame>(Frame{number, {}});
}

inline Outcome broken(std::uint64_t frames) {
    Mailbox sleeper, reader;
    sleeper.send(make_frame(0));  // full already, and the sleeper never reads
    std::mutex mutex;
    std::vector<Mailbox*> viewers{&sleeper, &reader};  // guarded by mutex
    Outcome outcome;
    std::jthread camera{[&] {
        for (std::uint64_t number = 1; number <= frames; ++number) {
            const std::lock_guard lock{mutex};
            ++outcome.made;
            for (auto* viewer : viewers) viewer->send(make_frame(number));  // wrong
        }
    }};
    sleeper.is_stuck.wait();
    const Outcome now{outcome.made, reader.frames.size(), mutex.try_lock()};
    reader.frames.close();
    sleeper.frames.close();  // without this, the program would never end
    if (now.newcomer_is_served) mutex.unlock();
    return now;
}

// The mend: the camera puts the newest frame up, each viewer's own thread takes it from
// there, and nobody holds a lock while sending.
inline Outcome mended(std::uint64_t frames) {
    const auto never = std::chrono::steady_clock::time_point::max();
    Mailbox sleeper;
    sleeper.send(make_frame(0));
    Latest<Frame> board;
    Event received;  // only so that the reader's frames can be counted exactly
    Outcome outcome;
    std::jthread sleepers_thread{[&] {
        if (const auto frame = board.wait_newer(0, never)) sleeper.send(frame);
    }};
    std::jthread readers_thread{[&] {
        while (const auto frame = board.wait_newer(outcome.received, never)) {
            outcome.received = frame->number;
            received.set();
        }
    }};
    for (; outcome.made < frames; ++outcome.made) {
        board.publish(make_frame(outcome.made + 1));
        received.wait();
        received.clear();
    }
    sleeper.is_stuck.wait();  // all the while, or at the latest now
    outcome.newcomer_is_served =
        board.wait_newer(0, std::chrono::steady_clock::now()) != nullptr;
    board.close();
    sleeper.frames.close();
    return outcome;
}

}  // namespace lockstep::lock_held_while_sending
