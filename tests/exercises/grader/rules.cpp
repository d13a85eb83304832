#include "tests/exercises/grader/rules.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "tests/exercises/grader/verdict.hpp"

namespace lockstep::grader {
namespace {

const std::set<std::string> forbidden{
    // Sleeping until it works, and asking again and again.
    "sleep_for", "sleep_until", "sleep", "usleep", "nanosleep", "clock_nanosleep",
    "yield", "sched_yield", "wait_for", "wait_until", "try_lock_for", "try_lock_until",
    // Threads that nobody joins.
    "detach", "pthread_detach",
    // No synchronisation at all.
    "volatile", "asm", "__asm__",
    // All that under another name. An exercise needs no macro.
    "syscall", "dlsym", "define",
    // Fooling the grader.
    "doctest", "grader", "explorer", "LOCKSTEP_ANSWER", "LOCKSTEP_EXERCISE", "TEST_CASE",
    "no_sanitize", "no_sanitize_thread"};

// They take a time. Where nothing is a time they are somebody's own functions.
const std::set<std::string> timed{"wait_for", "wait_until", "try_lock_for",
                                  "try_lock_until"};

// As the compiler reads it: a backslash at the end of a line joins it to the next one.
std::string joined(const std::string& source) {
    static const std::regex joint{R"(\\[ \t]*\n)"};
    return std::regex_replace(source, joint, "");
}

// Comments and literals become a blank each; line ends stay.
std::string without_comments(const std::string& source) {
    static const std::regex skipped{
        R"re(//[^\n]*|/\*[^]*?\*/|R"([^(\s]*)\([^]*?\)\1"|"(\\.|[^"\\\n])*"|'(\\.[0-9a-fx]*|[^'\\\n])'|#\s*include[^\n]*)re",
        std::regex::optimize};
    std::string text;
    auto last = source.begin();
    for (std::sregex_iterator i{source.begin(), source.end(), skipped}, end; i != end;
         ++i) {
        const auto begin = source.begin() + i->position();
        text.append(last, begin).append(" ");
        last = begin + i->length();
        text.append(static_cast<std::size_t>(std::count(begin, last, '\n')), '\n');
    }
    return text.append(last, source.end());
}

// 10ms is one too, for which `using namespace std` is enough; and of 1.s the s.
bool is_a_time(const Word& word) {
    static const std::regex literal{"[0-9][0-9a-zA-Z]*(h|min|s|ms|us|ns)|m?s|us|ns"};
    return word.text == "chrono" || word.text == "literals" ||
           std::regex_match(word.text, literal);
}

bool in_a_name(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

}  // namespace

std::vector<Word> words_of(const std::string& source) {
    std::vector<Word> words;
    int line = 1;
    bool open = false;
    for (const char c : without_comments(joined(source))) {
        if (c == '\n') ++line;
        if (in_a_name(c) && open)
            words.back().text += c;
        else if (in_a_name(c))
            words.push_back({std::string{c}, line});
        open = in_a_name(c);
    }
    return words;
}

void hold_against_the_rules() {
    std::ifstream file{subject().file};
    std::ostringstream source;
    source << file.rdbuf();
    const auto& allowed = subject().allowed;
    const auto words = words_of(source.str());
    const bool has_times = std::ranges::any_of(words, is_a_time);
    for (const auto& [word, line] : words)
        if (forbidden.contains(word) && (has_times || !timed.contains(word)) &&
            std::ranges::count(allowed, word) == 0)
            end_with({"forbidden", word,
                      "Line " + std::to_string(line) + " uses " + word + ".", "", "",
                      line});
}

}  // namespace lockstep::grader
