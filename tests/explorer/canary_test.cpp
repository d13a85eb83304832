// Built without the compiler's hooks: that must not look as if all were well.
#include <doctest/doctest.h>

#include "tests/explorer/explore.hpp"

TEST_CASE("a program without the hooks is told so") {
    const auto report = lockstep::explore("no hooks", [] {});
    CHECK(report.verdict == lockstep::ExplorerVerdict::not_instrumented);
    CHECK(report.reason.find("add_explored_test") != std::string::npos);
}
