// What `lesson06 survive` says while it goes on, and at its end.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include <sys/types.h>

#include "common/chance.hpp"
#include "common/pace.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/coordinator.hpp"

namespace lockstep {

// `whole` in so many ranges that differ in size by one at most; fewer when it is smaller.
std::vector<Range> cut(Range whole, Number ranges);

// Says who works on what, and kills `kills` workers itself, whoever chance picks.
class SurviveReporter : public WorkObserver {
  public:
    SurviveReporter(Pace& pace, int kills, std::uint64_t seed);

    void started(Worker& worker) override;
    void given(Worker& worker, Range range) override;
    void done(Worker& worker, Range range, const std::vector<Number>& found) override;
    void died(const Death& death) override;

  private:
    Pace& pace_;
    int kills_;
    Chance chance_;
};

void print(const WorkReport& report);

}  // namespace lockstep
