// What ./lockstep dev-check finds in the files of an exercise.
#include <algorithm>
#include <fstream>
#include <sstream>
#include <system_error>

#include "common/atomic_file.hpp"
#include "exercises/runner/author.hpp"
#include "exercises/runner/page_section.hpp"
#include "exercises/runner/run_command.hpp"

namespace lockstep::learn {
namespace {

namespace fs = std::filesystem;
using Findings = std::vector<std::string>;

constexpr std::ptrdiff_t fewest_wrong = 4, fewest_right = 1;
constexpr int fewest_lines = 3, most_lines = 6;  // of the comment above an exercise

// What follows "// Wrong:" and the like.
std::string after(const std::string& line, const std::string& begin) {
    if (!line.starts_with(begin)) return "";
    const auto at = line.find_first_not_of(' ', begin.size());
    return at == line.npos ? "" : line.substr(at);
}

void check_exercise(const Places& places, const Exercise& exercise, Findings& findings) {
    const auto file = places.exercise(exercise);
    if (!fs::exists(file))
        return findings.push_back(places.from_root(file) + " is missing");
    const std::string text = read_file(file);
    if (text.find("TODO") == text.npos) findings.push_back("there is no TODO");
    std::istringstream lines{text};
    int comment = 0;
    for (std::string line; std::getline(lines, line) && line.starts_with("//");)
        ++comment;
    if (comment < fewest_lines || comment > most_lines)
        findings.push_back("the comment above has " + std::to_string(comment) +
                           " lines, it should have 3 to 6");
}

void check_messages(const Places& places, const Exercise& exercise, Findings& findings) {
    const auto file = places.messages() / "en" / (exercise.path + ".txt");
    if (!fs::exists(file))
        return findings.push_back(places.from_root(file) + " is missing");
    const auto messages = Messages::parse(read_file(file));
    for (const auto* key :
         {"title", "kind", "page", "minutes", "hint 1", "hint 2", "hint 3"})
        if (messages.find("", key).empty())
            findings.push_back(std::string{"its messages have no "} + key);
    const auto& page = messages.find("", "page");
    if (!page.empty() && !page_section(places.root, page))
        findings.push_back("there is no page " + page);
    const auto& part = messages.find("", "part");
    if (const auto text = page_section(places.root, page); text && !part.empty()) {
        const auto all = passages(*text);
        if (passage_of(all, part) == all.size())
            findings.push_back("there is no **" + part + " in " + page);
    }
}

void check_answers(const Places& places, const Exercise& exercise, Findings& findings) {
    const auto answers = answers_to(places, exercise);
    for (const auto& answer : answers) {
        if (answer.what.empty())
            findings.push_back(answer.name +
                               ": its first line is no // Wrong: or // Right:");
        if (answer.verdict.empty())
            findings.push_back(answer.name + ": it has no line // Verdict:");
    }
    const auto right = std::ranges::count_if(answers, &Answer::right);
    const auto wrong = std::ranges::ssize(answers) - right;
    if (wrong < fewest_wrong)
        findings.push_back("there are " + std::to_string(wrong) +
                           " wrong answers, not four");
    if (right < fewest_right) findings.push_back("there is no other right answer");
}

// What the program printed; nothing when it is not installed.
std::optional<Outcome> try_command(const Places& places, std::vector<std::string> words) {
    Command command{std::move(words)};
    command.folder = places.root.string();
    try {
        return run_command(command);
    } catch (const std::system_error&) {
        return std::nullopt;
    }
}

void check_layout(const Places& places, const Exercise& exercise, Findings& findings) {
    std::vector<std::string> words{"clang-format", "--dry-run", "-Werror"};
    for (const auto& file : {places.exercise(exercise), places.solution(exercise),
                             places.grader(exercise)}) {
        if (fs::exists(file))
            words.push_back(file.string());
        else
            findings.push_back(places.from_root(file) + " is missing");
    }
    for (const auto& answer : answers_to(places, exercise))
        words.push_back(
            (places.wrong_answers(exercise) / (answer.name + ".cpp")).string());
    const auto outcome = try_command(places, words);
    if (!outcome || outcome->exit_code == 0) return;
    findings.push_back("clang-format -i would change it: " +
                       outcome->err.substr(0, outcome->err.find('\n')));
}

void check_released(const Places& places, const Exercise& exercise, Findings& findings) {
    const auto blob = released_blob(places, exercise);
    if (blob.empty())
        return findings.push_back(
            "it is not released, ./lockstep dev-check --release does that");
    const auto git =
        try_command(places, {"git", "hash-object", places.exercise(exercise).string()});
    if (git && git->exit_code == 0 && git->out != blob + "\n")
        findings.push_back(
            "it was changed after its release: give the better one a new name");
}

}  // namespace

std::string released_blob(const Places& places, const Exercise& exercise) {
    std::ifstream list{places.released()};
    for (std::string line; std::getline(list, line);) {
        std::istringstream words{line};
        std::string blob, path;
        if (words >> blob >> path && path == exercise.path + ".cpp") return blob;
    }
    return "";
}

Answer read_answer(const std::filesystem::path& file) {
    std::istringstream lines{read_file(file)};
    Answer answer{file.stem().string(), false, "", ""};
    std::string line;
    std::getline(lines, line);
    answer.right = line.starts_with("// Right:");
    answer.what = after(line, answer.right ? "// Right:" : "// Wrong:");
    while (answer.verdict.empty() && std::getline(lines, line) && line.starts_with("//"))
        answer.verdict = after(line, "// Verdict:");
    return answer;
}

std::vector<Answer> answers_to(const Places& places, const Exercise& exercise) {
    std::vector<Answer> answers;
    std::error_code none;
    for (const auto& file :
         fs::directory_iterator{places.wrong_answers(exercise), none}) {
        if (file.path().extension() == ".cpp")
            answers.push_back(read_answer(file.path()));
    }
    std::ranges::sort(answers, {}, &Answer::name);
    return answers;
}

std::vector<std::string> findings_in_files(const Places& places,
                                           const Exercise& exercise) {
    Findings findings;
    check_exercise(places, exercise, findings);
    check_messages(places, exercise, findings);
    check_answers(places, exercise, findings);
    check_layout(places, exercise, findings);
    check_released(places, exercise, findings);
    return findings;
}

}  // namespace lockstep::learn
