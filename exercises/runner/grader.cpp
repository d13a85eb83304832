#include "exercises/runner/grader.hpp"

#include <csignal>
#include <cstdlib>
#include <random>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "exercises/runner/machine.hpp"
#include "exercises/runner/run_command.hpp"

namespace lockstep::learn {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t memory_of_a_grader = 64u << 20, disk_of_a_grader = 1u << 20;

// For the files that the answer makes.
struct Folder {
    fs::path path;
    explicit Folder(fs::path where) : path{std::move(where)} {
        fs::create_directory(path);
    }
    ~Folder() {
        std::error_code left_behind;
        fs::remove_all(path, left_behind);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
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
    if (outcome.exit_code == 128 + SIGKILL && !outcome.timed_out)
        facts.check = "memory";  // so the kernel ends who takes too much of it
    return facts;
}

// A fault that can come of it that the machine has no more to give is one only where the
// machine still has.
void hold_against_the_machine(Facts& facts, const fs::path& folder) {
    static const std::set<std::string> doubtful{
        "assertion_failed", "exception_escaped", "crash",        "hang",
        "ended_early",      "grader_hangs",      "not_supported"};
    if (!doubtful.contains(facts.verdict)) return;
    const bool was_killed = facts.verdict == "ended_early" && facts.check == "memory";
    const auto lack = was_killed
                          ? facts.check
                          : lack_found(folder, memory_of_a_grader, disk_of_a_grader);
    if (lack.empty()) return;
    facts.happened =
        facts.verdict + (facts.happened.empty() ? "" : ": ") + facts.happened;
    facts.verdict = "not_judged";
    facts.check = lack;
}

// In place of that of the verdict before.
void keep_page(const fs::path& page, const fs::path& to) {
    fs::create_directories(to.parent_path());
    fs::remove(to);
    if (fs::exists(page)) fs::rename(page, to);
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
                                const AnswerCopy& answer, std::chrono::milliseconds limit,
                                const std::stop_token& stop) {
    const Folder folder{answer.folder() / "run"};
    const auto page = answer.folder() / "trace.html";
    Command command{{answer.program().string()}};
    command.folder = folder.path.string();
    const std::string key = make_key();
    command.environment = {"LOCKSTEP_TRACE_HTML=" + page.string(),
                           "LOCKSTEP_VERDICT_KEY=stdin"};
    command.input = key + "\n";
    command.limit = limit;
    const Outcome outcome = run_command(command, stop);
    if (outcome.stopped) return std::nullopt;
    std::optional<Facts> facts;
    if (!outcome.timed_out)
        facts = read_facts(exercise, key, outcome.out, outcome.exit_code);
    if (!facts) facts = without_verdict(exercise, outcome);
    hold_against_the_machine(*facts, folder.path);
    keep_page(page, places.trace_page(exercise));
    return facts;
}

}  // namespace lockstep::learn
