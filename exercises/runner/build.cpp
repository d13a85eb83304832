#include "exercises/runner/build.hpp"

#include <algorithm>
#include <cstdlib>
#include <regex>
#include <sstream>

#include "exercises/runner/run_command.hpp"

namespace lockstep::learn {
namespace {

// Ninja writes "[1/2] Building …" or, before what failed, "FAILED: files" and the
// command; then all that the command printed.
struct Step {
    std::string head;
    std::string output;
    bool failed = false;
};

std::vector<Step> steps_of(const std::string& output) {
    static const std::regex begin{R"(\[\d+/\d+\] .*)"};
    std::vector<Step> steps(1);
    std::istringstream lines{output};
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("FAILED: ")) {
            steps.push_back({line, "", true});
            std::getline(lines, line);  // the command
        } else if (std::regex_match(line, begin)) {
            steps.push_back({line, "", false});
        } else if (line.starts_with("ninja: error: ")) {
            steps.push_back({"", line + "\n", true});
        } else if (!line.starts_with("ninja: ")) {
            steps.back().output += line + "\n";
        }
    }
    return steps;
}

// "…/CMakeFiles/exercise03_a.dir/…" or "…/exercise03_a" in the head of a step.
std::string target_of(const Step& step, const std::vector<std::string>& targets) {
    const auto about = [&](const std::string& target) {
        const std::string head = step.head + " ";
        return head.find("/" + target + ".dir/") != head.npos ||
               head.find("/" + target + " ") != head.npos ||
               head.find(" " + target + " ") != head.npos;
    };
    const auto found = std::ranges::find_if(targets, about);
    return found == targets.end() ? "" : *found;
}

}  // namespace

Built sort_output(const std::string& output, const std::vector<std::string>& targets,
                  bool succeeded) {
    Built built;
    for (const auto& step : steps_of(output)) {
        const auto target = target_of(step, targets);
        if (step.failed && target.empty())
            built.broken += step.output;
        else if (step.failed)
            built.failed[target] += step.output;
        else if (!target.empty() && !step.output.empty())
            built.warnings[target] += step.output;
    }
    if (!succeeded && built.failed.empty() && built.broken.empty()) built.broken = output;
    return built;
}

std::string plain_command(const Places& places, const std::vector<std::string>& targets) {
    std::string line = "cmake --build " + places.from_root(places.build) + " --target";
    for (const auto& target : targets) line += " " + target;
    return line;
}

std::optional<BuildStep> last_step(std::string_view output) {
    static const std::regex step{R"(\[(\d{1,6})/(\d{1,6})\] .*)"};
    std::optional<BuildStep> last;
    std::istringstream lines{std::string{output}};
    std::smatch found;
    for (std::string line; std::getline(lines, line);)
        if (std::regex_match(line, found, step))
            last = {std::stoi(found[1]), std::stoi(found[2])};
    return last;
}

Built build(const Places& places, const std::vector<std::string>& targets,
            const std::stop_token& stop, const std::function<void(BuildStep)>& tell) {
    if (targets.empty()) return {};
    Command command{{"flock", (places.build / "build.lock").string(), "cmake", "--build",
                     places.build.string(), "--target"}};
    command.words.insert(command.words.end(), targets.begin(), targets.end());
    command.words.insert(command.words.end(), {"--", "-k", "0"});
    command.folder = places.root.string();
    command.environment = {"NINJA_STATUS=[%f/%t] "};
    command.errors_among_output = true;
    if (tell)
        command.hear = [&](std::string_view output) {
            if (const auto step = last_step(output)) tell(*step);
        };
    const Outcome outcome = run_command(command, stop);
    Built built = sort_output(outcome.out, targets, outcome.exit_code == EXIT_SUCCESS);
    built.stopped = outcome.stopped;
    return built;
}

}  // namespace lockstep::learn
