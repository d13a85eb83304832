// The main function of every grader.
// A crash is the kernel's to tell: doctest's handlers could wait for a lock of malloc.
#define DOCTEST_CONFIG_IMPLEMENT
#define DOCTEST_CONFIG_NO_POSIX_SIGNALS
#include <doctest/doctest.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

#include "tests/exercises/grader/checks.hpp"
#include "tests/exercises/grader/grader.hpp"
#include "tests/exercises/grader/rules.hpp"
#include "tests/exercises/grader/verdict.hpp"
#include "tests/exercises/grader/watched.hpp"

namespace lockstep::grader {
namespace {

std::vector<std::string> begun;
bool all_have_passed = false;
const pid_t grader_process = ::getpid();

// Notes which check runs. A CHECK or an exception outside of a body ends the program too.
struct Listener : doctest::IReporter {
    explicit Listener(const doctest::ContextOptions&) {}

    void test_case_start(const doctest::TestCaseData& data) override {
        begun.emplace_back(data.m_name);
    }
    // Outside of a body only the grader's own calls throw: where the machine refuses it a
    // process or memory, that is no verdict on the answer.
    void test_case_exception(const doctest::TestCaseException& thrown) override {
        const std::string_view text = thrown.error_string.c_str();
        if (text.ends_with(std::strerror(EAGAIN)))
            end_with({"not_judged", "processes", std::string{text}});
        if (text.ends_with(std::strerror(ENOMEM)))
            end_with({"not_judged", "memory", std::string{text}});
        end_with({"exception_escaped", check_name(), std::string{text}});
    }
    void log_assert(const doctest::AssertData& data) override {
        if (!data.m_failed) return;
        if (is_watched()) fail_expectation(data.m_expr);
        if (::getpid() == grader_process)
            end_with({"assertion_failed", check_name(), data.m_expr});
    }

    void test_run_end(const doctest::TestRunStats& run) override {
        all_have_passed = run.numTestCasesFailed == 0 && run.numTestCases > 0 &&
                          run.numTestCases == begun.size();
    }

    void report_query(const doctest::QueryData&) override {}
    void test_run_start() override {}
    void test_case_reenter(const doctest::TestCaseData&) override {}
    void test_case_end(const doctest::CurrentTestCaseStats&) override {}
    void subcase_start(const doctest::SubcaseSignature&) override {}
    void subcase_end() override {}
    void log_message(const doctest::MessageData&) override {}
    void test_case_skipped(const doctest::TestCaseData&) override {}
};

REGISTER_LISTENER("grader", 1, Listener);

// Ends the program with the verdict `forbidden` at the first word that the rules forbid.
void hold_against_the_rules() {
    std::ifstream file{subject().file};
    std::ostringstream source;
    source << file.rdbuf();
    if (const auto word = first_forbidden(source.str(), subject().allowed))
        end_with({"forbidden", word->text,
                  "Line " + std::to_string(word->line) + " uses " + word->text + ".", "",
                  "", word->line});
}

}  // namespace

const std::string& check_name() {
    return begun.back();
}

const std::vector<std::string>& checks_so_far() {
    return begun;
}

bool all_checks_have_passed() {
    return all_have_passed;
}

Answer::Answer(const char* exercise, const char* file) {
    subject().exercise = exercise;
    subject().file = file;
}

Allows::Allows(std::initializer_list<const char*> words) {
    subject().allowed.assign(words.begin(), words.end());
}

}  // namespace lockstep::grader

int main(int argc, char** argv) {
    using namespace lockstep::grader;
    // Listing is for CTest; it shows the checks of doctest itself.
    doctest::Context context{argc, argv};
    if (context.shouldExit()) return context.run();
    hold_against_the_rules();
    std::ostringstream unread;
    context.setCout(&unread);
    context.run();
    if (context.shouldExit()) return 0;
    end_with({});
}
