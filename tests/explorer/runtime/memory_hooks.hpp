// What the compiler's hooks have told so far.
#pragma once

namespace lockstep::explorer {

// Whether the program that calls explore() was compiled with the hooks.
bool canary_was_seen();

}  // namespace lockstep::explorer
