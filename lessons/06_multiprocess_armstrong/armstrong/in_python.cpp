#include "lessons/06_multiprocess_armstrong/armstrong/in_python.hpp"

#include <sstream>
#include <string>

#include "common/console.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/python_run.hpp"

namespace lockstep {

void print_python_beside(Number to, int workers, const std::stop_token& stop) {
    say_plain("\nThe same in Python, naive, below {}:\n\n", to);
    const auto printed = run_python(
        {LOCKSTEP_PYTHON_PROGRAM, std::to_string(to), std::to_string(workers)}, stop);
    if (!printed) {
        say_plain("There is no python3 here: nothing to compare with.\n");
        return;
    }
    if (stop.stop_requested()) return;

    std::istringstream words{*printed};
    std::string ignored, lock, engine;
    words >> ignored >> lock;
    double alone = 0, seconds = 0;
    for (int found = 0; words >> engine >> seconds >> found;) {
        if (alone == 0) alone = seconds;
        say_plain("{:<11} {:<11} {:>9.5f} s {:>9.2f}   {} found\n", "python", engine,
                  seconds, alone / seconds, found);
    }
    say_plain("\n{}\n",
              lock == "on"
                  ? "Python's interpreter lock lets one thread run at a time, so "
                    "only processes help there."
                  : "This Python has no interpreter lock: its threads use all "
                    "cores too.");
}

}  // namespace lockstep
