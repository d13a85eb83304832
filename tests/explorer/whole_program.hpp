// A whole program instead of a body.
#pragma once

namespace lockstep::explorer {

// Ends the schedule; an exit code other than 0 is a failure.
[[noreturn]] void end_of_main(int exit_code);

}  // namespace lockstep::explorer
