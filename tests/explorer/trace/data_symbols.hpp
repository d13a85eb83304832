// The names of global and static variables of the explored program.
#pragma once

#include <map>
#include <string>

namespace lockstep::explorer {

struct DataSymbol {
    std::size_t size = 0;
    std::string name;  // without its namespaces
};

// By address. Runs nm once; empty where there is none.
const std::map<const void*, DataSymbol>& data_symbols();

}  // namespace lockstep::explorer
