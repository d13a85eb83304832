// What a check expects where there is no explorer.
#include <cstdlib>
#include <string>

#include "tests/exercises/grader/grader.hpp"
#include "tests/exercises/grader/watched.hpp"

namespace lockstep::grader {

void expect(bool holds, std::string_view what) {
    if (holds) return;
    if (!is_watched()) std::abort();  // a grader expects something outside of a body
    fail_expectation(what);
}

}  // namespace lockstep::grader

// What -D_GLIBCXX_ASSERTIONS asks, by its name in the C++ ABI.
[[noreturn]] void lockstep_library_refuses(const char* file, int line,
                                           const char* function,
                                           const char* condition) noexcept
    __asm__("_ZSt21__glibcxx_assert_failPKciS0_S0_");
void lockstep_library_refuses(const char* file, int line, const char*,
                              const char* condition) noexcept {
    using namespace lockstep::grader;
    const std::string_view path = file;
    const std::string name{path.substr(path.rfind('/') + 1)};
    if (is_watched())
        fail_watched("crash",
                     "crash: the C++ library ends the program, since this does not "
                     "hold: " +
                         std::string{condition} + " (" + name + ":" +
                         std::to_string(line) + ")");
    std::abort();
}
