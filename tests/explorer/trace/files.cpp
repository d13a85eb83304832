#include "tests/explorer/trace/files.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

#include "tests/explorer/trace/json.hpp"
#include "tests/explorer/trace/page.hpp"

namespace lockstep::explorer {
namespace {

void write(const char* variable, const std::string& file, const std::string& text) {
    const std::string part = file + ".part";
    errno = 0;
    std::ofstream out{part, std::ios::binary};
    const bool written =
        out << text << std::flush && std::rename(part.c_str(), file.c_str()) == 0;
    if (written) return;
    const std::string why = std::strerror(errno);
    std::remove(part.c_str());
    throw std::runtime_error{fmt::format("{}: cannot write {}: {}", variable, file, why)};
}

void write_if_asked(const char* variable, const Trace& trace,
                    std::string (*text_of)(const Trace&)) {
    const char* file = std::getenv(variable);
    if (file != nullptr && *file != '\0') write(variable, file, text_of(trace));
}

}  // namespace

void write_trace_files(const Trace& trace) {
    static bool one_has_failed = false;
    const bool passed = trace.verdict == "passed";
    if (passed && one_has_failed) return;
    one_has_failed = one_has_failed || !passed;
    write_if_asked("LOCKSTEP_TRACE", trace, to_json);
    write_if_asked("LOCKSTEP_TRACE_HTML", trace, to_page);
}

}  // namespace lockstep::explorer
