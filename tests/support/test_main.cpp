// The main function of every test program.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <string_view>

#include "tests/support/may_take.hpp"
#include "tests/support/watch.hpp"

namespace {

using lockstep::test::watched;

// Tells the watcher which test runs.
struct Listener : doctest::IReporter {
    explicit Listener(const doctest::ContextOptions&) {}

    void test_case_start(const doctest::TestCaseData& data) override {
        const std::string_view name{data.m_name};
        watched().name[name.copy(watched().name, sizeof watched().name - 1)] = '\0';
        ++watched().tests;
    }

    void test_run_end(const doctest::TestRunStats&) override {}
    void report_query(const doctest::QueryData&) override {}
    void test_run_start() override {}
    void test_case_exception(const doctest::TestCaseException&) override {}
    void log_assert(const doctest::AssertData&) override {}
    void test_case_reenter(const doctest::TestCaseData&) override {}
    void test_case_end(const doctest::CurrentTestCaseStats&) override {}
    void subcase_start(const doctest::SubcaseSignature&) override {}
    void subcase_end() override {}
    void log_message(const doctest::MessageData&) override {}
    void test_case_skipped(const doctest::TestCaseData&) override {}
};

REGISTER_LISTENER("watch", 1, Listener);

}  // namespace

int main(int argc, char** argv) {
    doctest::Context context{argc, argv};
    if (context.shouldExit()) return context.run();  // CTest asks for names only
    return lockstep::test::run_watched([&] { return context.run(); });
}
