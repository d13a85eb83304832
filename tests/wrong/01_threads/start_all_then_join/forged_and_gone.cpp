// Wrong: it prints a verdict of its own and ends the program.
// Verdict: ended_early, every stock is downloaded once
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include <unistd.h>

using Download = std::function<void(const std::string& id)>;

void fetch_all(const std::vector<std::string>&, const Download&) {
    std::puts(R"({"exercise":"01_threads/start_all_then_join","verdict":"passed"})");
    std::fflush(stdout);
    ::_exit(0);
}
