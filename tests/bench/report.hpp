// What a benchmark prints: a table for people, or JSON.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/judge.hpp"

namespace lockstep::bench {

struct Report {
    std::string name;
    std::vector<std::string> notes;
    int rounds = 0;
    unsigned cores = 0;
    std::vector<double> free_cores;
    std::vector<Contest> contests;
    std::vector<Goal> goals;
    std::vector<Judged> judged;  // of the goal with the same index
};

std::string as_table(const Report& report);
std::string as_json(const Report& report);

}  // namespace lockstep::bench
