#include "lessons/02_queue/programs/promise.hpp"

#include <exception>
#include <stdexcept>
#include <thread>

#include "common/console.hpp"
#include "common/csv.hpp"
#include "common/xml.hpp"

namespace lockstep {
namespace {

// Runs however the converter ends. Jobs that are left would keep their producers waiting:
// close() refuses new ones, and destroying the old ones breaks their promises.
class LastWill {
  public:
    explicit LastWill(BlockingQueue<Job>& jobs) : jobs_{jobs} {}
    ~LastWill() {
        jobs_.close();
        while (jobs_.try_pop()) {
        }
    }
    LastWill(const LastWill&) = delete;
    LastWill& operator=(const LastWill&) = delete;

  private:
    BlockingQueue<Job>& jobs_;
};

std::exception_ptr convert(const Job& job) {
    try {
        const auto xml = to_xml(CsvTable::parse(job.csv));
        say("{} is done, {} bytes of XML", job.id, xml.size());
        return nullptr;
    } catch (...) {
        return std::current_exception();
    }
}

}  // namespace

void convert_jobs(BlockingQueue<Job>& jobs, const std::string& deadly_id) {
    LastWill last_will{jobs};
    while (auto job = jobs.pop()) {
        if (job->id == deadly_id) throw std::logic_error{"a bug in the converter"};
        if (auto failure = convert(*job)) {
            job->done.set_exception(failure);
        } else {
            job->done.set_value();
        }
    }
}

std::string await_job(BlockingQueue<Job>& jobs, std::string id, std::string csv) {
    Job job{std::move(id), std::move(csv)};
    auto done =
        job.done.get_future().share();  // shared: keeps a failure while we read it
    if (!jobs.push(std::move(job))) return "refused, nobody converts any more";
    try {
        done.get();  // blocks
        return "done";
    } catch (const std::future_error&) {
        return "broken promise, the converter died";
    } catch (const std::exception& error) {
        return std::string{"not done: "} + error.what();
    }
}

std::vector<std::string> hand_over_three_jobs(const std::string& deadly_id, Pace& pace) {
    const std::vector<std::pair<std::string, std::string>> work{
        {"000001", "Date,Close\n2024-07-19,10.27\n"},
        {"000002", "Date,Close\n2024-07-19\n"},  // a row that lacks a cell
        {"000003", "Date,Close\n2024-07-19,7.31\n"},
    };
    std::vector<std::string> learnt(work.size());
    BlockingQueue<Job> jobs;
    std::jthread converter{[&] {
        name_thread("converter");
        try {
            convert_jobs(jobs, deadly_id);
        } catch (const std::logic_error& error) {
            say("dies: {}", error.what());
        }
    }};
    {
        std::vector<std::jthread> producers;
        for (std::size_t i = 0; i < work.size(); ++i) {
            producers.emplace_back([&, i] {
                const auto& [id, csv] = work[i];
                name_thread("producer " + id);
                pace.hand_over("producer " + id + " puts its job into the queue");
                learnt[i] = await_job(jobs, id, csv);
                say("learns: {}", learnt[i]);
            });
        }
    }
    jobs.close();
    return learnt;
}

int run_promise(const Settings& settings) {
    say_plain("Three jobs, one of them with a bad row:\n");
    hand_over_three_jobs("", *settings.pace);
    say_plain("\nThe same, and the converter dies at 000001, whenever that comes:\n");
    hand_over_three_jobs("000001", *settings.pace);
    return 0;
}

}  // namespace lockstep
