// Wrong: it prints a verdict of its own before the first check begins.
// Verdict: ended_early
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

using Download = std::function<void(const std::string& id)>;

void fetch_all(const std::vector<std::string>&, const Download&) {}

struct Early {
    Early() {
        std::puts(R"({"exercise":"01_threads/start_all_then_join","verdict":"passed"})");
        std::exit(0);
    }
} const early;
