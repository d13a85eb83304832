// What came of an exploration, in words.
#pragma once

#include <string>
#include <string_view>

#include "tests/explorer/explore.hpp"
#include "tests/explorer/runtime/board.hpp"

namespace lockstep::explorer {

// Fills in reason and trace from what the board has recorded of one schedule.
void tell(ExploreReport& report, std::string_view name, const Board& board,
          const ExploreOptions& options);

// All of it, to print.
std::string summary(std::string_view name, const ExploreReport& report,
                    bool colour = false);

// What LOCKSTEP_TRACE and LOCKSTEP_TRACE_HTML ask for.
void write_files(std::string_view name, const ExploreReport& report);

}  // namespace lockstep::explorer
