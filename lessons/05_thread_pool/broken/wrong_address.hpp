// Fault D14: the server writes its own address down as the client's. Every client then
// has the same one, and a log cannot say who came.
#pragma once

#include <string>
#include <vector>

namespace lockstep::wrong_address {

struct Visit {
    std::string logged;  // by the server
    std::string real;    // by the client itself
};

// Two clients come, one after the other.
std::vector<Visit> broken();
std::vector<Visit> mended();

}  // namespace lockstep::wrong_address
