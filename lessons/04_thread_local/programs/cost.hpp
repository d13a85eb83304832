// What a counter for each thread costs, in three ways.
#pragma once

namespace lockstep {

// Nanoseconds for a call that adds one, on this thread alone.
struct Cost {
    double plain_global = 0;         // shared by all threads: wrong with several
    double thread_local_int = 0;     // initialised by a constant
    double thread_local_object = 0;  // made at its first use: each use must ask
    double guarded_map = 0;          // std::map from thread id to counter, and a mutex
};
Cost measure_cost(int rounds);

}  // namespace lockstep
