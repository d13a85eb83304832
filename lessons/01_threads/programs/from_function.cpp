#include "lessons/01_threads/programs/from_function.hpp"

#include <functional>
#include <thread>

#include "common/console.hpp"
#include "lessons/01_threads/programs/failure.hpp"

namespace lockstep {

namespace {

// The first function of a new thread, as main() is of the first.
void fetch(const Job& job, const std::string& sid, std::exception_ptr& failure) {
    name_thread("stock " + sid);
    keep_exception(failure, [&] { handle(job, sid); });
}

}  // namespace

void with_threads(const Job& job) {
    Failures failures(job.ids.size());
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < job.ids.size(); ++i) {
        job.pace.hand_over("main starts the thread of " + job.ids[i]);
        threads.emplace_back(fetch, std::cref(job), job.ids[i], std::ref(failures[i]));
    }
    // A std::thread must be joined by hand. Did anything throw before this line, the
    // program would end: that is what std::jthread mends.
    for (std::size_t i = 0; i < threads.size(); ++i) {
        job.pace.hand_over("main joins the thread of " + job.ids[i]);
        threads[i].join();
    }
    throw_first(failures);
}

void with_jthreads(const Job& job) {
    Failures failures(job.ids.size());
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < job.ids.size(); ++i) {
            job.pace.hand_over("main starts the jthread of " + job.ids[i]);
            threads.emplace_back(fetch, std::cref(job), job.ids[i],
                                 std::ref(failures[i]));
        }
        job.pace.hand_over("main leaves the block, which joins all of them");
    }  // ~jthread joins
    throw_first(failures);
}

void with_functions(const Job& job) {
    say_plain("std::thread, joined by hand:\n");
    with_threads(job);
    say_plain("\nstd::jthread, joined by its destructor:\n");
    with_jthreads(job);
}

}  // namespace lockstep
