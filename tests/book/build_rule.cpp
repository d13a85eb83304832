#include <algorithm>
#include <regex>

#include "tests/book/rules.hpp"
#include "tests/book/shell_lines.hpp"

namespace lockstep::book {
namespace {

// The first that fits counts; what fits none compiles nothing. A bound has some room for
// the next file, and none for a second subject.
struct Bound {
    std::regex command;
    int files;
    std::string shows;
};

const std::vector<Bound>& bounds() {
    static const std::regex::flag_type fast = std::regex::optimize;
    static const std::vector<Bound> table{
        {std::regex{R"(\./lockstep (run|debug-build) book\b.*)", fast}, 2,
         "one example of the book"},
        // Its video server stands on that of lesson 4.
        {std::regex{R"(\./lockstep run 0?5\b.*)", fast}, 65, "lessons 5 and 4"},
        {std::regex{R"(\./lockstep run .*)", fast}, 45, "one lesson's program"},
        {std::regex{R"(\./lockstep (list|hint|reset|solution|new)\b.*)", fast}, 50,
         "the learner's command"},
        {std::regex{R"(\./lockstep (learn|check|verify|dev-check)\b.*)", fast}, 110,
         "the learner's command and what graders share"},
        {std::regex{R"(\./lockstep bench graders.*)", fast}, 700,
         "a program for each wrong answer"},
        {std::regex{R"(\./lockstep bench .*)", fast}, 80, "one benchmark"},
        {std::regex{R"((\./lockstep test|ctest) .*-R.*)", fast}, 100,
         "the tests of one lesson"},
        {std::regex{R"(\./lockstep test\b.*)", fast}, 400, "what every change must pass"},
        {std::regex{R"(ninja .*\bexplore_cases)", fast}, 90, "the explorer"},
        {std::regex{R"(cmake .*--target run_lesson\d\d)", fast}, 45,
         "one lesson's program"},
        {std::regex{R"((cmake|ninja) .*)", fast}, 250, "the course: lessons and book"}};
    return table;
}

std::string joined(const Words& words) {
    std::string line;
    for (const auto& word : words) line += (line.empty() ? "" : " ") + word;
    return line;
}

}  // namespace

std::vector<Finding> check_builds(const Page& page, const CompiledFiles& compiled) {
    std::vector<Finding> findings;
    for (const auto& shown : commands_on(page))
        for (const auto& words : split_commands(shown.text)) {
            const auto line = joined(words);
            const auto bound = std::ranges::find_if(bounds(), [&](const Bound& one) {
                return std::regex_match(line, one.command);
            });
            const bool known = bound != bounds().end();
            const int allowed = known ? bound->files : 0;
            if (const int files = compiled(words); files > allowed)
                findings.push_back({page.path, shown.line,
                                    "compiles " + std::to_string(files) + " files, for " +
                                        (known ? bound->shows : "nothing") + " " +
                                        std::to_string(allowed) +
                                        " are enough\n    in: " + line});
        }
    return findings;
}

}  // namespace lockstep::book
