// The faults that C++ adds for people who come from Python: `lesson01 broken NAME`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

struct FaultShow {
    std::string name;     // as on the command line
    std::string summary;  // one line, for --help
    void (*broken)();
    bool ends_process;  // then broken() runs in a process of its own
    std::string_view meaning;
    void (*mended)();
};

const std::vector<FaultShow>& fault_shows();

// Shows the fault, what it means, and its mended twin; throws when the fault did not
// show. unprotected: the fault alone, in this process, whatever comes of it.
void show_fault(const std::string& name, bool unprotected);

}  // namespace lockstep
