// An item that reports back: it carries a std::promise<void>, so that its producer learns
// that it is done, or why not, and also that nobody will ever do it.
#pragma once

#include <future>
#include <string>
#include <vector>

#include "lessons/02_queue/blocking_queue.hpp"
#include "lessons/02_queue/programs/quotes.hpp"

namespace lockstep {

struct Job {
    std::string id;
    std::string csv;
    std::promise<void> done{};
};

// Converts until the queue ends. A job that cannot be converted is told so; a job called
// `deadly_id` ends the converter in the middle of its work, as a bug would.
void convert_jobs(BlockingQueue<Job>& jobs, const std::string& deadly_id);

// A producer: hands over a job and blocks until it knows what came of it, in words. Never
// blocks for ever: whatever becomes of the job, its promise is kept or broken.
std::string await_job(BlockingQueue<Job>& jobs, std::string id, std::string csv);

// Three producers, one converter. Returns what each producer learnt, in the order of the
// ids.
std::vector<std::string> hand_over_three_jobs(const std::string& deadly_id, Pace& pace);

int run_promise(const Settings& settings);

}  // namespace lockstep
