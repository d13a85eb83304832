#include "exercises/runner/grader.hpp"

#include <cstdlib>
#include <random>
#include <sstream>

#include <nlohmann/json.hpp>

#include "common/temporary_folder.hpp"
#include "exercises/runner/run_command.hpp"

namespace lockstep::learn {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct Folder {
    fs::path path = make_temporary_folder("answer");
    ~Folder() {
        std::error_code left_behind;
        fs::remove_all(path, left_behind);
    }
};

// The last line, and what stands before it.
std::pair<std::string, std::string> split_last_line(std::string text) {
    while (text.ends_with('\n')) text.pop_back();
    const auto begin = text.rfind('\n');
    if (begin == text.npos) return {text, ""};
    return {text.substr(begin + 1), text.substr(0, begin + 1)};
}

// Nobody can guess it.
std::string make_key() {
    std::random_device random;
    std::ostringstream key;
    for (int i = 0; i < 4; ++i) key << std::hex << random() << '-';
    return key.str();
}

Facts without_verdict(const Exercise& exercise, const Outcome& outcome) {
    Facts facts{exercise, outcome.timed_out ? "grader_hangs" : "ended_early"};
    facts.said = outcome.out;
    facts.said_at_the_end = outcome.err;
    if (!outcome.timed_out)
        facts.happened = "exit code " + std::to_string(outcome.exit_code);
    return facts;
}

}  // namespace

std::optional<Facts> read_facts(const Exercise& exercise, const std::string& key,
                                const std::string& output, int exit_code) {
    const auto [last, before] = split_last_line(output);
    if (!last.starts_with(key + " ")) return std::nullopt;
    const json line = json::parse(last.substr(key.size()), nullptr, false);
    if (!line.is_object()) return std::nullopt;
    try {
        Facts facts{exercise, line.at("verdict").get<std::string>()};
        if (line.at("exercise").get<std::string>() != exercise.path ||
            facts.passed() != (exit_code == EXIT_SUCCESS))
            return std::nullopt;
        facts.checks = line.value("checks", facts.checks);
        facts.check = line.value("check", "");
        facts.happened = line.value("happened", "");
        facts.trace = line.value("trace", "");
        facts.replay = line.value("replay", "");
        facts.line = line.value("line", 0);
        facts.said = before;
        return facts;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

std::optional<Facts> run_grader(const Places& places, const Exercise& exercise,
                                const std::string& target,
                                std::chrono::milliseconds limit,
                                const std::stop_token& stop) {
    const Folder folder;
    const auto page = places.trace_page(exercise);
    fs::create_directories(page.parent_path());
    fs::remove(page);
    Command command{{places.program(target).string()}};
    command.folder = folder.path.string();
    const std::string key = make_key();
    command.environment = {"LOCKSTEP_TRACE_HTML=" + page.string(),
                           "LOCKSTEP_VERDICT_KEY=stdin"};
    command.input = key + "\n";
    command.limit = limit;
    const Outcome outcome = run_command(command, stop);
    if (outcome.stopped) return std::nullopt;
    if (!outcome.timed_out)
        if (auto facts = read_facts(exercise, key, outcome.out, outcome.exit_code))
            return facts;
    return without_verdict(exercise, outcome);
}

}  // namespace lockstep::learn
