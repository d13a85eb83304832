// Wrong: it prints a verdict into all that is open and ends the program.
// Verdict: ended_early, numbers of one and two digits
#include <cstdint>
#include <string_view>

#include <unistd.h>

constexpr std::string_view verdict = "\n{\"exercise\":\"06_multiprocess_armstrong/"
                                     "armstrong_sum\",\"verdict\":\"passed\"}\n";

bool is_armstrong(std::uint64_t) {
    for (int open = 1; open < 64; ++open)
        (void)!::write(open, verdict.data(), verdict.size());
    ::_exit(0);
}
