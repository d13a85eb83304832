#include <algorithm>
#include <regex>
#include <stdexcept>
#include <utility>

#include "tests/book/rules.hpp"
#include "tests/book/shell_lines.hpp"

namespace lockstep::book {
namespace {

// The first that fits counts; what fits none compiles nothing. A bound has some room for
// the next file, and none for a second subject.
struct Bound {
    std::string command;
    int files;
    std::string shows;
};
const std::vector<Bound> bounds{
    {R"(\./lockstep (run|debug-build) book\b.*)", 2, "one example of the book"},
    {R"(\./lockstep run .*)", 40, "one lesson's program"},
    {R"(\./lockstep (list|hint|reset|solution|new)\b.*)", 20, "the learner's command"},
    {R"(\./lockstep (learn|check|verify|dev-check|debug-build)\b.*)", 30,
     "the learner's command and what graders share"},
    {R"(\./lockstep bench .*)", 60, "one benchmark"},
    {R"(ctest .*-R break-it)", 250, "all lessons' tests, patch by patch"},
    {R"((\./lockstep test|ctest) .*-R.*)", 60, "the tests of one lesson"},
    {R"(\./lockstep test .*--all.*|ctest -C all)", 500, "everything"},
    {R"((\./lockstep test|ctest)\b.*)", 400, "what every change must pass"},
    {R"(ninja .*\bexplore_cases)", 60, "the explorer"},
    {R"((cmake|ninja) .*)", 250, "the course: lessons and book"}};

std::string joined(const Words& words) {
    std::string line;
    for (const auto& word : words) line += (line.empty() ? "" : " ") + word;
    return line;
}

// Nothing where the command compiles no more than it shows.
std::optional<std::string> fault_of(const Words& words, const CompiledFiles& compiled) {
    const auto line = joined(words);
    const auto fits = [&](const Bound& one) {
        return std::regex_match(line, std::regex{one.command});
    };
    const auto bound = std::ranges::find_if(bounds, fits);
    const auto [allowed, shows] = bound == bounds.end()
                                      ? std::pair{0, std::string{"nothing"}}
                                      : std::pair{bound->files, bound->shows};
    try {
        const int files = compiled(words);
        if (files <= allowed) return std::nullopt;
        return "compiles " + std::to_string(files) + " files, for " + shows + " " +
               std::to_string(allowed) + " are enough\n    in: " + line;
    } catch (const std::runtime_error& error) {
        return error.what() + std::string{"\n    in: "} + line;
    }
}

}  // namespace

std::vector<Finding> check_builds(const Page& page, const CompiledFiles& compiled) {
    std::vector<Finding> findings;
    for (const auto& shown : commands_on(page))
        for (const auto& words : split_commands(shown.text))
            if (const auto fault = fault_of(words, compiled))
                findings.push_back({page.path, shown.line, *fault});
    return findings;
}

}  // namespace lockstep::book
