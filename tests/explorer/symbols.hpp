// Where in the source an address of the explored program is.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace lockstep::explorer {

struct Place {
    std::string function;
    std::string file;
    int line = 0;

    bool known() const { return line > 0; }
};

// For each return address the places that were inlined into each other there, the
// innermost first. Runs addr2line once.
std::map<void*, std::vector<Place>> find_places(const std::vector<void*>& addresses);

// What a command of the shell prints.
std::string output_of(const std::string& command);

}  // namespace lockstep::explorer
