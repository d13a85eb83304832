// Runs the wrong program of one case as the machine happens to run it. Without a name it
// lists the cases. Built without hooks, and once more with ThreadSanitizer (measure.py).
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "tests/explorer/cases/case.hpp"

void lockstep::expect(bool holds, std::string_view what) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %.*s\n", static_cast<int>(what.size()),
                 what.data());
    std::_Exit(1);
}

int main(int argc, char** argv) {
    for (const auto* one : lockstep::cases::all_cases())
        if (argc < 2)
            std::puts(one->name);
        else if (std::string_view{one->name} == argv[1])
            one->wrong();
}
