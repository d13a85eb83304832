// Static data that a schedule has changed and not put back: the next schedule in the same
// process would begin elsewhere.
#pragma once

#include <cstddef>

namespace lockstep::explorer {

// Before the program writes there.
void remember_static_data(const void* address, std::size_t size);

// Since the last call: is something other than it was?
bool static_data_has_changed();

}  // namespace lockstep::explorer
