// The commands of the learner's program. Each returns the exit code: 0 all is well or
// passed, 1 something was rejected or is not there, 3 something was not judged because
// the machine could not, 130 interrupted. A command line that cannot be understood is a
// UsageError.
#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "exercises/runner/catalogue.hpp"
#include "exercises/runner/feedback.hpp"
#include "exercises/runner/messages.hpp"
#include "exercises/runner/places.hpp"
#include "exercises/runner/progress.hpp"

namespace lockstep::learn {

constexpr int exit_passed = 0, exit_rejected = 1, exit_usage = 2, exit_not_judged = 3,
              exit_interrupted = 130;

struct Runner {
    Places places;
    Messages words;  // runner.txt
    Catalogue catalogue;
    Progress progress;

    explicit Runner(const Places& where);
    // Where the learner was, else the first that is not passed, else the first.
    Exercise current() const;
    // The first that is not passed, else the first.
    Exercise first_open_of(const std::vector<Exercise>& exercises) const;
    // The next that is not passed after `from`, from the beginning again after the end.
    Exercise next_after(const Exercise& from) const;
};

struct CheckOptions {
    bool json = false;
    bool whole_trace = false;
    int seconds = 60;  // for a grader, then it is killed
};

int list(const Runner& runner, bool json);
int check(Runner& runner, const std::vector<Exercise>& exercises,
          const CheckOptions& options, const std::stop_token& stop);
int hint(Runner& runner, const Exercise& exercise, int level);  // 0: one more than before
int reset(Runner& runner, const Exercise& exercise);
int solution(Runner& runner, const Exercise& exercise);

// For other commands, and for ./lockstep learn, the same in parts.
std::vector<std::string> list_lines(const Runner& runner, const Style& style,
                                    const std::string& marked);
std::vector<std::string> hint_lines(const Runner& runner, const Exercise& exercise,
                                    int level, const Style& style);
struct ResetDone {
    std::string
        saved;  // the copy, as typed from the root; empty: there was nothing to keep
    std::string trouble;  // why it could not be done
};
ResetDone reset_file(Runner& runner, const Exercise& exercise);
// What cannot be written down is told on standard error, and does not stop the learner.
void note(Runner& runner, const std::function<void(Progress&)>& write);
// Where the learner writes elsewhere than in the repository: puts the exercise there,
// when it is not. The sentence that says so, or nothing.
std::string own_copy(const Runner& runner, const Exercise& exercise);
void say_own_copy(const Runner& runner, const Exercise& exercise);  // on standard error
// False, after the first ask of somebody who has not passed; the second is answered.
bool may_see_solution(Runner& runner, const Exercise& exercise);

}  // namespace lockstep::learn
