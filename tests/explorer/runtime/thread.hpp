// A controlled thread: a real one of the operating system that runs only when the
// scheduler lets it.
#pragma once

#include <cstdint>
#include <unordered_map>

#include <pthread.h>

#include "tests/explorer/runtime/baton.hpp"
#include "tests/explorer/runtime/operation.hpp"
#include "tests/explorer/runtime/vector_clock.hpp"

namespace lockstep::explorer {

struct Thread {
    explicit Thread(int number) : id{number} {}

    const int id;  // 0 runs the body; then in the order of creation
    pthread_t handle{};
    Baton baton;
    void* (*function)(void*) = nullptr;
    void* argument = nullptr;
    void* result = nullptr;

    Operation next{What::begin};  // what it does when it is let
    Outcome outcome = Outcome::ready;
    bool is_just_chosen = true;  // and nothing that others could notice is done since
    std::uint32_t priority = 0;  // of `next`, in random orders
    std::uint64_t history = 0;   // its steps and all they depend on, as one number
    Order ended_order;

    VectorClock clock;
    VectorClock born;             // its clock when it began
    std::uint32_t looked_at = 0;  // the step at which it last saw another thread's work
    bool has_released = false;
    VectorClock released;    // by its last release fence
    VectorClock to_acquire;  // what its relaxed loads saw, for its next acquire fence
    bool ended = false;
    bool detached = false;
    bool joined = false;
    bool inside = false;  // within the runtime: what it calls there is not controlled

    // See stacks.hpp.
    std::uintptr_t stack_begin = 0;
    std::uintptr_t stack_end = 0;
    std::uintptr_t stack_used = 0;  // from here to its end

    // Reading again and again what nobody has changed: see spin.hpp.
    const void* spins_on = nullptr;
    std::uint64_t spins_at = 0;  // the number of writes that it has seen
    int spins = 0;
    int spin_rounds = 0;               // how often it was put aside for that
    bool is_put_aside = false;         // it is now
    bool has_yielded_in_spin = false;  // to yield again is no news either

    // Fairness: see turns.cpp. Bit i: thread i; one more bit: the clock.
    std::uint32_t operations = 0;
    std::uint32_t accesses = 0;  // to plain memory, since it last did more than that
    bool gives_way = false;      // with its next operation
    std::uint64_t let_by = 0;    // could go when it last gave way, and have not run since
    std::uint64_t behind = 0;    // it comes after these
};

// The thread that calls; null when it is not controlled.
// The library is there from the start, so its place is fixed: one instruction finds it.
extern thread_local constinit Thread* current __attribute__((tls_model("initial-exec")));

// Enters the runtime, if the calling thread is controlled and not yet inside.
class Controlled {
  public:
    Controlled() : thread_{current != nullptr && !current->inside ? current : nullptr} {
        if (thread_ != nullptr) thread_->inside = true;
    }
    ~Controlled() {
        if (thread_ != nullptr) thread_->inside = false;
    }
    Controlled(const Controlled&) = delete;
    Controlled& operator=(const Controlled&) = delete;

    explicit operator bool() const { return thread_ != nullptr; }
    Thread& operator*() const { return *thread_; }

  private:
    Thread* thread_;
};

}  // namespace lockstep::explorer
