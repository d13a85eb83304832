// What a controlled thread is about to do: the explorer decides when it may.
#pragma once

#include <cstdint>
#include <limits>

namespace lockstep::explorer {

enum class What : std::uint8_t {
    begin,
    create,
    join,
    end,
    lock,
    try_lock,
    unlock,
    lock_shared,
    try_lock_shared,
    unlock_shared,
    wait,
    wake,
    notify_one,
    notify_all,
    atomic_load,
    atomic_store,
    atomic_exchange,
    atomic_add,
    atomic_and,
    atomic_or,
    atomic_xor,
    atomic_nand,
    atomic_compare,
    fence,
    park,  // atomic wait, semaphores, futures: a futex
    unpark,
    signal,   // POSIX semaphores: sem_post
    acquire,  // sem_wait
    arrive,   // barriers
    once,
    sleep,
    yield,
    read,  // plain memory, when two accesses race
    write
};

using Nanoseconds = std::int64_t;  // of the virtual clock
inline constexpr Nanoseconds never = std::numeric_limits<Nanoseconds>::max();

// Who touched an object, and in which order, as two numbers. Two schedules in which all
// objects were touched in the same order by the same threads reach the same state. Reads
// among themselves have no order, hence the sum.
struct Order {
    std::uint64_t last_write = 0;
    std::uint64_t reads_since = 0;
};

struct Operation {
    What what;
    const void* object = nullptr;
    Order* order = nullptr;  // of the object; null: nobody else can notice
    bool writes = true;      // false: two such operations have no order
    // It may go once ready(about) holds; null: at any time.
    bool (*ready)(const void*) = nullptr;
    const void* about = nullptr;
    Nanoseconds deadline = never;  // from here on it may go in any case
    bool may_wake_early = false;   // a spurious wake-up is allowed
    // It makes no difference to others whether it comes now or later. Once it can go, it
    // goes: what could happen before it can as well happen after it.
    bool alone = false;
    bool gives_way = false;  // others who can go come first, as after a yield
};

inline bool is_ready(const Operation& operation) {
    return operation.ready == nullptr || operation.ready(operation.about);
}

// Why an operation may go.
enum class Outcome : std::uint8_t { ready, timed_out, spurious };

}  // namespace lockstep::explorer
