// Under which addresses other machines reach this one.
#pragma once

#include <string>
#include <vector>

namespace lockstep {

// The IPv4 addresses of the networks that are up, without the loopback: "192.168.1.23".
// Empty when there are none, or they cannot be asked for.
std::vector<std::string> own_addresses();

}  // namespace lockstep
