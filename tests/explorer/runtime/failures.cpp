// Ways for a body to fail by itself: an assertion, an exception that nobody catches.
#include <cxxabi.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <string>
#include <typeinfo>

#include "tests/explorer/explore.hpp"
#include "tests/explorer/runtime/failures.hpp"
#include "tests/explorer/runtime/real.hpp"
#include "tests/explorer/runtime/scheduler.hpp"

namespace lockstep::explorer {
namespace {

std::string what_is_thrown() {
    const std::type_info* type = abi::__cxa_current_exception_type();
    if (type == nullptr) return "std::terminate was called";
    int status = 0;
    char* readable = abi::__cxa_demangle(type->name(), nullptr, nullptr, &status);
    std::string text = status == 0 ? readable : type->name();
    std::free(readable);
    try {
        throw;
    } catch (const std::exception& error) {
        text += ": ";
        text += error.what();
    } catch (...) {
    }
    return text;
}

}  // namespace

void on_terminate() {
    if (current == nullptr) std::abort();
    current->inside = true;
    scheduler->fail(Verdict::exception_escaped, current, nullptr, what_is_thrown());
}

}  // namespace lockstep::explorer

namespace lockstep {

void expect(bool holds, std::string_view what) {
    const explorer::Controlled me;
    if (holds) return;
    if (!me) std::abort();
    explorer::scheduler->note(*me, explorer::What::read, nullptr);
    explorer::scheduler->fail(explorer::Verdict::assertion_failed, &*me, nullptr, what);
}

void explorer::failed_check(std::string_view what) {
    const Controlled me;
    if (me) scheduler->fail(Verdict::assertion_failed, &*me, nullptr, what);
}

}  // namespace lockstep

extern "C" void __assert_fail(const char* expression, const char* file, unsigned line,
                              const char* function) noexcept {
    using namespace lockstep::explorer;
    {
        const Controlled me;
        if (me)
            scheduler->fail(Verdict::assertion_failed, &*me, nullptr,
                            std::string{expression} + " (" + file + ":" +
                                std::to_string(line) + ")");
    }
    REAL(__assert_fail)(expression, file, line, function);
    std::abort();
}

// What -D_GLIBCXX_ASSERTIONS asks, by its name in the C++ ABI.
[[noreturn]] void lockstep_library_refuses(const char* file, int line,
                                           const char* function,
                                           const char* condition) noexcept
    __asm__("_ZSt21__glibcxx_assert_failPKciS0_S0_");
void lockstep_library_refuses(const char* file, int line, const char* function,
                              const char* condition) noexcept {
    using namespace lockstep::explorer;
    {
        const Controlled me;
        const char* const name = ::strrchr(file, '/');
        if (me)
            scheduler->fail(Verdict::crash, &*me, nullptr,
                            std::string{condition} + " (" +
                                (name == nullptr ? file : name + 1) + ":" +
                                std::to_string(line) + ")");
    }
    std::fprintf(stderr, "%s:%d: %s: '%s' does not hold\n", file, line, function,
                 condition);
    std::abort();
}
