// A failing CHECK of doctest within an explored body ends the schedule, as expect() does.
#include <doctest/doctest.h>
#include <string>

#include "tests/explorer/explore.hpp"

namespace {

struct ExplorerListener : doctest::IReporter {
    explicit ExplorerListener(const doctest::ContextOptions&) {}

    void log_assert(const doctest::AssertData& data) override {
        if (!data.m_failed) return;
        lockstep::explorer::failed_check(std::string{data.m_expr} + " (" + data.m_file +
                                         ":" + std::to_string(data.m_line) + ")");
    }

    void report_query(const doctest::QueryData&) override {}
    void test_run_start() override {}
    void test_run_end(const doctest::TestRunStats&) override {}
    void test_case_start(const doctest::TestCaseData&) override {}
    void test_case_reenter(const doctest::TestCaseData&) override {}
    void test_case_end(const doctest::CurrentTestCaseStats&) override {}
    void test_case_exception(const doctest::TestCaseException&) override {}
    void subcase_start(const doctest::SubcaseSignature&) override {}
    void subcase_end() override {}
    void log_message(const doctest::MessageData&) override {}
    void test_case_skipped(const doctest::TestCaseData&) override {}
};

REGISTER_LISTENER("explorer", 1, ExplorerListener);

}  // namespace
