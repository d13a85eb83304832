#include "tests/explorer/trace/trace.hpp"

#include <fmt/format.h>

namespace lockstep::explorer {

std::string TracePlace::short_name() const {
    return fmt::format("{}:{}", file.substr(file.rfind('/') + 1), line);
}

}  // namespace lockstep::explorer
