#include "lessons/01_threads/programs/from_class.hpp"

#include <deque>

#include "lessons/01_threads/programs/failure.hpp"
#include "lessons/01_threads/stock_thread.hpp"

namespace lockstep {

void with_objects(const Job& job) {
    std::deque<StockThread> threads;  // a deque never moves what it holds; a vector would
    for (const std::string& sid : job.ids) {
        job.pace.hand_over("main makes the object, and with it the thread, of " + sid);
        threads.emplace_back(job, sid);
    }
    Failures failures;
    for (StockThread& thread : threads) {
        job.pace.hand_over("main joins the thread of " + thread.sid());
        failures.push_back(thread.join());
    }
    throw_first(failures);
}

}  // namespace lockstep
