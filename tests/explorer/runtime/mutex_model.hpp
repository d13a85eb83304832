// Mutexes of all kinds: who holds one, and what the next holder learns.
#pragma once

#include <pthread.h>

#include "tests/explorer/runtime/scheduler.hpp"

namespace lockstep::explorer {

struct Mutex {
    Thread* owner = nullptr;
    int depth = 0;  // how often its owner has locked it
    bool destroyed = false;
    VectorClock clock;  // what its last holder knew
    Order order;
};

Mutex& mutex_at(const void* address);
Mutex* find_mutex(const void* address);

// As pthread_mutex_clocklock: 0, ETIMEDOUT, EDEADLK.
int lock_mutex(Thread& me, pthread_mutex_t* mutex, Nanoseconds deadline);
void unlock_mutex(Thread& me, pthread_mutex_t* mutex);
// As a part of waiting on a condition variable: not a row of the trace.
void unlock_quietly(Thread& me, pthread_mutex_t* mutex);

}  // namespace lockstep::explorer
