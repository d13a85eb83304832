#include "tests/exercises/grader/rules.hpp"

#include <algorithm>
#include <cctype>
#include <regex>
#include <set>

namespace lockstep::grader {
namespace {

const std::set<std::string> forbidden{
    // Sleeping until it works, and asking again and again.
    "sleep_for", "sleep_until", "sleep", "usleep", "nanosleep", "clock_nanosleep",
    "yield", "sched_yield", "wait_for", "wait_until", "try_lock_for", "try_lock_until",
    // Threads that nobody joins.
    "detach", "pthread_detach",
    // No synchronisation at all.
    "volatile", "asm",
    // All that under another name. An exercise needs no macro.
    "syscall", "dlsym", "define", "pragma", "gnu", "clang",
    // Fooling the grader.
    "doctest", "grader", "explorer", "LOCKSTEP_ANSWER", "LOCKSTEP_EXERCISE", "TEST_CASE",
    "no_sanitize", "no_sanitize_thread"};

// Names that C++ keeps for the compiler and its library: behind them are __asm__, macros
// that become one (__REDIRECT), attributes that give a function another's name, _Pragma,
// __has_include. These few do no harm.
bool is_reserved(const std::string& word) {
    static const std::set<std::string> harmless{
        "__func__", "__FILE__", "__LINE__",    "__PRETTY_FUNCTION__",
        "__WALL",   "__WCLONE", "__cplusplus", "_Exit"};
    return word.size() > 1 && word[0] == '_' &&
           (word[1] == '_' || std::isupper(static_cast<unsigned char>(word[1])) != 0) &&
           !harmless.contains(word);
}

// They take a time. Where nothing is a time they are somebody's own functions.
const std::set<std::string> timed{"wait_for", "wait_until", "try_lock_for",
                                  "try_lock_until"};

// As the compiler reads it: a backslash at the end of a line joins it to the next one.
std::string joined(const std::string& source) {
    static const std::regex joint{R"(\\[ \t]*\n)"};
    return std::regex_replace(source, joint, "");
}

// Comments and literals become a blank each; line ends stay. A name or a number is taken
// as a whole: R begins a raw literal, the R of max_R does not, and 1'000 holds no
// literal.
std::string without_comments(const std::string& source) {
    static const std::regex token{
        R"re(//[^\n]*|/\*[^]*?\*/|(?:u8|[uUL])?R"([^(\s]*)\([^]*?\)\1"|([A-Za-z_][A-Za-z_0-9]*|[0-9](?:'?[A-Za-z_0-9])*)|"(?:\\.|[^"\\\n])*"|'(?:\\.[0-9a-fx]*|[^'\\\n])'|#[ \t]*include\b[^\n]*)re",
        std::regex::optimize};
    std::string text;
    auto last = source.begin();
    for (std::sregex_iterator i{source.begin(), source.end(), token}, end; i != end;
         ++i) {
        const auto begin = source.begin() + i->position();
        text.append(last, begin);
        last = begin + i->length();
        if ((*i)[2].matched) {
            text.append(begin, last);
            continue;
        }
        text.append(" ");
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

std::optional<Word> first_forbidden(const std::string& source,
                                    const std::vector<std::string>& allowed) {
    const auto words = words_of(source);
    const bool has_times = std::ranges::any_of(words, is_a_time);
    const auto is_forbidden = [&](const Word& word) {
        if (std::ranges::count(allowed, word.text) > 0) return false;
        if (timed.contains(word.text)) return has_times;
        return forbidden.contains(word.text) || is_reserved(word.text);
    };
    for (auto word = words.begin(); word != words.end(); ++word) {
        const bool guards =
            word->text == "pragma" && word + 1 != words.end() && word[1].text == "once";
        if (is_forbidden(*word) && !guards) return *word;
    }
    return std::nullopt;
}

}  // namespace lockstep::grader
