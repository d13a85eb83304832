// Work that survives its workers: ranges are handed to worker processes, and those of a
// worker that dies are handed to another.
//
// One thread waits for all workers at once, so nothing here needs a lock. A range is
// waiting, or with exactly one worker, or done, or given up: so no result is lost or
// counted twice.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "lessons/06_multiprocess_armstrong/armstrong/armstrong.hpp"
#include "lessons/06_multiprocess_armstrong/processes/worker.hpp"

namespace lockstep {

std::string to_string(Range range);  // "100 … 199"

struct Death {
    std::string worker;
    std::string how;                // "signal 9 (SIGKILL)"
    std::optional<Range> range;     // which it had; none: it had nothing to do
    bool handed_out_again = false;  // else, if there is one, it is given up
};

struct WorkReport {
    std::vector<Number> found;  // rising
    std::size_t ranges = 0;
    std::size_t done = 0;
    int workers_started = 0;
    std::vector<Death> deaths;    // in the order in which they were noticed
    std::vector<Range> given_up;  // each worker that took one of these died
    bool complete() const { return done == ranges; }
};

// Is told what happens, on the coordinator's thread, and may kill workers.
class WorkObserver {
  public:
    virtual ~WorkObserver() = default;
    virtual void started(Worker&) {}
    virtual void given(Worker&, Range) {}
    virtual void done(Worker&, Range, const std::vector<Number>& /*found*/) {}
    virtual void died(const Death&) {}
};

struct CoordinatorSettings {
    int workers = 3;
    int tries = 5;  // so many workers may die with a range; then it is given up
    std::chrono::milliseconds patience{std::chrono::hours{1}};  // for one range
};

class Coordinator {
  public:
    // Starts the worker of this number, 1, 2, 3, …; it must run serve_ranges().
    using StartWorker = std::function<Worker(int number)>;

    Coordinator(CoordinatorSettings settings, StartWorker start, WorkObserver& observer);

    // Blocks until every range is done or given up, or a stop was requested. However it
    // ends, no worker is left.
    WorkReport run(const std::vector<Range>& ranges, const std::stop_token& stop);

  private:
    using Clock = std::chrono::steady_clock;
    struct Employee {
        Worker worker;
        std::optional<std::size_t> range{};  // an index: it has this one
        Clock::time_point until{};           // our patience with it
        bool gone = false;
    };
    struct Job {
        Range range;
        int died = 0;  // workers that had it
    };

    bool is_finished() const {
        return report_.done + report_.given_up.size() == jobs_.size();
    }
    void give_out_ranges();
    void give(Employee& employee);
    void forget_the_gone();
    void wait_for_news(int stop_descriptor);
    std::chrono::milliseconds shortest_patience() const;
    void listen(Employee& employee);
    void take_result(Employee& employee, const std::string& message);
    void bury(Employee& employee, const std::string& why = "");
    bool blame(const std::optional<std::size_t>& range);
    void send_home();

    const CoordinatorSettings settings_;
    const StartWorker start_;
    WorkObserver& observer_;
    std::vector<Job> jobs_;
    std::deque<std::size_t> waiting_;  // ranges that nobody has, by index
    std::vector<Employee> employees_;
    WorkReport report_;
};

}  // namespace lockstep
