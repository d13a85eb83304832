// Ways for a body to fail by itself.
#pragma once

namespace lockstep::explorer {

// As std::terminate_handler: says which exception nobody caught.
[[noreturn]] void on_terminate();

}  // namespace lockstep::explorer
