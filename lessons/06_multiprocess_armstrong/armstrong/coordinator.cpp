#include "lessons/06_multiprocess_armstrong/armstrong/coordinator.hpp"

#include <algorithm>
#include <utility>

#include "common/bounded_wait.hpp"
#include "common/console.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/range_worker.hpp"
#include "lessons/06_multiprocess_armstrong/processes/wait_for_any.hpp"

namespace lockstep {

using std::chrono::milliseconds;

// For one whose line has ended to end itself.
constexpr std::chrono::seconds grace{5};

Coordinator::Coordinator(CoordinatorSettings settings, StartWorker start,
                         WorkObserver& observer)
    : settings_{settings}, start_{std::move(start)}, observer_{observer} {}

WorkReport Coordinator::run(const std::vector<Range>& ranges,
                            const std::stop_token& stop) {
    WakeUp stopped;
    const std::stop_callback on_stop{stop, [&stopped] { stopped.ring(); }};
    report_ = {};
    report_.ranges = ranges.size();
    jobs_.clear();
    waiting_.clear();
    for (const Range& range : ranges) {
        waiting_.push_back(jobs_.size());
        jobs_.push_back({range});
    }
    while (!is_finished() && !stop.stop_requested()) {
        give_out_ranges();
        if (!is_finished()) wait_for_news(stopped.descriptor());
    }
    if (is_finished()) send_home();
    employees_.clear();  // kills those that are still there
    std::ranges::sort(report_.found);
    return std::exchange(report_, {});
}

// To those who have none; new workers are started while there are too few.
void Coordinator::give_out_ranges() {
    for (Employee& employee : employees_)
        if (!waiting_.empty() && !employee.range) give(employee);
    forget_the_gone();
    while (!waiting_.empty() &&
           employees_.size() < static_cast<std::size_t>(settings_.workers)) {
        employees_.push_back({start_(++report_.workers_started)});
        observer_.started(employees_.back().worker);
        give(employees_.back());
        forget_the_gone();  // it may have died already
    }
}

void Coordinator::forget_the_gone() {
    std::erase_if(employees_, [](const Employee& employee) { return employee.gone; });
}

void Coordinator::give(Employee& employee) {
    employee.range = waiting_.front();
    waiting_.pop_front();
    employee.until = Clock::now() + settings_.patience;
    const Range range = jobs_[*employee.range].range;
    observer_.given(employee.worker, range);
    try {
        employee.worker.line.send(encode_order(range));
    } catch (const ChannelError&) {
        bury(employee);
    }
}

void Coordinator::wait_for_news(int stop_descriptor) {
    std::vector<int> lines{stop_descriptor};
    for (Employee& employee : employees_)
        lines.push_back(employee.worker.line.descriptor());
    const std::vector<bool> ready = wait_for_any(lines, shortest_patience());
    for (std::size_t i = 0; i < employees_.size(); ++i) {
        Employee& employee = employees_[i];
        if (ready[i + 1])
            listen(employee);
        else if (employee.range && Clock::now() >= employee.until)
            bury(employee, fmt::format("silent for {} ms", settings_.patience.count()));
    }
    forget_the_gone();
}

milliseconds Coordinator::shortest_patience() const {
    auto until = Clock::now() + std::chrono::hours{1};
    for (const Employee& employee : employees_)
        if (employee.range) until = std::min(until, employee.until);
    return std::chrono::ceil<milliseconds>(until - Clock::now());
}

// A worker that was killed may have sent its result before: what is on the line comes
// first, the end after it.
void Coordinator::listen(Employee& employee) {
    try {
        const auto [state, message] = employee.worker.line.try_receive();
        if (state == MessageChannel::State::whole) take_result(employee, message);
        if (state == MessageChannel::State::ended) bury(employee);
    } catch (const ChannelError& error) {
        bury(employee, error.what());
    }
}

void Coordinator::take_result(Employee& employee, const std::string& message) {
    const auto found = decode_result(message);
    if (!found || !employee.range) throw ChannelError{"it says what nobody understands"};
    const Range range = jobs_[*employee.range].range;
    for (const Number number : *found)
        if (number < range.begin || number >= range.end)
            throw ChannelError{fmt::format("{} is not in its range", number)};
    employee.range.reset();
    ++report_.done;
    report_.found.insert(report_.found.end(), found->begin(), found->end());
    observer_.done(employee.worker, range, *found);
}

// Its line has ended, or it is to end. One that is dying gets a moment, so that we learn
// its own exit code; then it is killed.
void Coordinator::bury(Employee& employee, const std::string& why) {
    ChildProcess& process = employee.worker.process;
    if (!why.empty() || !process.wait_for(grace)) process.kill(SIGKILL);
    Death death{process.name(), in_words(process.wait()), {}, false};
    if (!why.empty()) death.how += ", " + why;
    if (employee.range) death.range = jobs_[*employee.range].range;
    death.handed_out_again = blame(std::exchange(employee.range, std::nullopt));
    employee.gone = true;
    report_.deaths.push_back(death);
    observer_.died(death);
}

// True: the range is handed out again, and next.
bool Coordinator::blame(const std::optional<std::size_t>& range) {
    if (!range) return false;
    Job& job = jobs_[*range];
    const bool again = ++job.died < settings_.tries;
    if (again)
        waiting_.push_front(*range);
    else
        report_.given_up.push_back(job.range);
    return again;
}

// Nobody has a range any more. Whoever does not go by itself is killed afterwards.
void Coordinator::send_home() {
    for (Employee& employee : employees_) employee.worker.line.finish();
    for (Employee& employee : employees_) employee.worker.process.wait_for(grace);
}

std::string to_string(Range range) {
    return fmt::format("{} … {}", range.begin, range.end - 1);
}

}  // namespace lockstep
