#include "tests/explorer/trace/source_names.hpp"

#include <algorithm>
#include <regex>
#include <set>

namespace lockstep::explorer {
namespace {

// "mutex", "queue.mutex_" or "account->lock"
const std::string expression =
    R"(((?:this->)?[A-Za-z_]\w*(?:(?:\.|->)(?!lock\b|unlock\b)[A-Za-z_]\w*)*?))";

// Without texts in quotes and without comments.
std::string code_of(const std::string& line) {
    static const std::regex quoted{R"("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"};
    static const std::regex comment{R"(//.*|/\*.*?\*/)"};
    const auto code = std::regex_replace(line, quoted, "0");
    const auto bare = std::regex_replace(code, comment, " ");
    const auto last = bare.find_last_not_of(" \t\r");
    return last == bare.npos ? "" : bare.substr(0, last + 1);
}

// What the first group matches, if it is the same everywhere on the line.
std::string only_match(const std::string& code, const std::regex& pattern) {
    std::set<std::string> found;
    for (std::sregex_iterator i{code.begin(), code.end(), pattern}, end; i != end; ++i)
        found.insert((*i)[1].str());
    return found.size() == 1 ? *found.begin() : "";
}

std::regex member_call(const std::string& names) {
    return std::regex{R"((?:^|[^\w.>]))" + expression + R"((?:\.|->)(?:)" + names +
                      R"()\s*\()"};
}

std::regex c_call(const std::string& names) {
    return std::regex{"\\b(?:" + names + R"()\s*\(\s*&?\s*)" + expression + R"(\s*[,)])"};
}

// ---- By what the line calls ----

// "std::mutex::lock" of "void std::mutex::lock()": without what is in brackets.
std::string plain_name(const std::string& function) {
    std::string name;
    int depth = 0;
    for (const char letter : function) {
        if (letter == '(') break;
        if (letter == '<') ++depth;
        if (depth == 0) name += letter;
        if (letter == '>') --depth;
    }
    return name.substr(name.find_last_of(' ') + 1);
}

// What the line itself calls, such as "std::mutex::lock"; empty when that is not known.
std::string called_on(const SourceLine& line) {
    return line.through.empty() ? "" : plain_name(line.through.back());
}

std::string by_method(const SourceLine& line, const std::string& code) {
    const auto call = called_on(line);
    const auto method = call.substr(call.rfind(':') + 1);
    const bool is_guard =
        call.find("_lock") != call.npos || call.find("lock_guard") != call.npos;
    if (method.empty() || is_guard || line.through.back().find("operator") != call.npos)
        return "";
    return only_match(code, member_call(method));
}

std::string locked_in(const SourceLine& line, const std::string& code) {
    static const std::regex guard{
        R"(\b(?:scoped_lock|lock_guard|unique_lock|shared_lock)\b(?:\s*<[^;(){}]*>)?\s+\w+\s*[({]\s*)" +
        expression + R"(\s*[)}])"};
    static const std::regex c = c_call("pthread_(?:mutex|rwlock|spin)_\\w*lock");
    const auto call = called_on(line);
    for (const char* one : {"scoped_lock", "lock_guard", "unique_lock", "shared_lock"})
        if (call.ends_with(std::string{one} + "::" + one) ||
            call.ends_with(std::string{"::~"} + one))
            return only_match(code, guard);
    if (call.empty()) return only_match(code, c);
    return call.ends_with("lock") || call.find("lock_") != call.npos
               ? by_method(line, code)
               : "";
}

std::string waited_on_in(const std::string& code) {
    static const std::regex member = member_call("wait\\w*|notify_\\w+");
    static const std::regex c = c_call("pthread_cond_\\w+");
    const auto name = only_match(code, c);
    return name.empty() ? only_match(code, member) : name;
}

// ---- By being the only one ----

bool is_one_statement(const SourceLine& line, const std::string& code) {
    const auto ends = [](const std::string& text, const char* with) {
        return text.empty()
                   ? true
                   : std::string_view{with}.find(text.back()) != std::string_view::npos;
    };
    const auto before = code_of(line.before);
    return !code.empty() && ends(code, ";{}") &&
           (ends(before, ";{}:") || before.find('#') == 0);
}

// Names that are no variables: keywords, what is called, what is qualified or declared
// here, what comes behind a dot.
std::string only_variable_in(const SourceLine& line, const std::string& code) {
    static const std::regex unclear{
        R"(->\s*\w+\s*(?:\(|\.|->)|\[\w|\*|&\w|\?|\bstd::move\b|\.\s*\w+\s*(?:\(|\.|->))"};
    static const std::regex declared{
        R"(\b(?:auto|bool|int|long|unsigned|char|double|float|(?:std::)?size_t|std::\w+(?:<[^<>;]*>)?)[&\s]+\w+\s*(?=[={(]))"};
    static const std::regex no_variable{R"(\b\w+(?:::\w+)+|\b\w+\s*\(|\b\d[\w.']*)"};
    static const std::regex word{R"([A-Za-z_]\w*(?:(?:\.|->)[A-Za-z_]\w*)*)"};
    static const std::set<std::string> keywords{
        "if",    "while", "for",      "do",       "return",  "const",   "auto",  "true",
        "false", "else",  "static",   "continue", "break",   "nullptr", "NULL",  "int",
        "bool",  "void",  "unsigned", "co_await", "mutable", "not",     "and",   "or",
        "throw", "case",  "switch",   "delete",   "new",     "this",    "sizeof"};
    if (!is_one_statement(line, code)) return "";
    static const std::regex captures{R"(\[[&=]\])"};
    auto rest = std::regex_replace(code, captures, " ");
    if (std::regex_search(rest, unclear)) return "";
    rest = std::regex_replace(rest, declared, " ");
    static const std::regex condition{R"(\b(if|while|for|return|switch)\s*\()"};
    rest = std::regex_replace(rest, condition, " (");
    rest = std::regex_replace(rest, no_variable, " ( ");
    std::set<std::string> found;
    for (std::sregex_iterator i{rest.begin(), rest.end(), word}, end; i != end; ++i)
        if (!keywords.contains(i->str())) found.insert(i->str());
    return found.size() == 1 ? *found.begin() : "";
}

bool goes_through_atomic_only(const SourceLine& line) {
    return std::all_of(line.through.begin(), line.through.end(),
                       [](const std::string& function) {
                           return function.find("std::atomic") == 0 ||
                                  function.find("std::__atomic") == 0;
                       });
}

// What a class of the library keeps within it has no name of its own, but for those that
// are one such object.
std::string atomic_in(const SourceLine& line, const std::string& code) {
    const auto call = called_on(line);
    const bool one_object = call.find("counting_semaphore") != call.npos ||
                            call.find("std::latch") != call.npos;
    if (!one_object && !goes_through_atomic_only(line)) return "";
    const auto name = by_method(line, code);
    const bool is_operator =
        call.empty() || line.through.back().find("operator") != std::string::npos;
    return name.empty() && is_operator ? only_variable_in(line, code) : name;
}

}  // namespace

std::string object_in(const SourceLine& line, What what) {
    const auto code = code_of(line.text);
    switch (what) {
    case What::lock:
    case What::try_lock:
    case What::unlock:
    case What::lock_shared:
    case What::try_lock_shared:
    case What::unlock_shared:
        return locked_in(line, code);
    case What::wait:
    case What::notify_one:
    case What::notify_all:
        return waited_on_in(code);
    case What::read:
    case What::write:
        return line.through.empty() ? only_variable_in(line, code) : "";
    case What::signal:
    case What::acquire:
        return only_match(code, c_call("sem_\\w+"));
    case What::arrive:
        return only_match(code, c_call("pthread_barrier_\\w+"));
    default:
        return atomic_in(line, code);
    }
}

namespace {

// Behind the bracket that closes the one at the front of text.
std::string behind_brackets(const std::string& text) {
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '(' || text[i] == '{') ++depth;
        if (text[i] == ')' || text[i] == '}') --depth;
        if (depth == 0) return text.substr(i + 1);
    }
    return "";
}

}  // namespace

std::vector<std::string> threads_in(std::string_view line) {
    static const std::regex first{
        R"((?:^|[^\w<])(?:std::)?j?thread\s+([A-Za-z_]\w*)\s*(?=[({]))"};
    static const std::regex next{R"(^\s*,\s*([A-Za-z_]\w*)\s*(?=[({]))"};
    std::vector<std::string> names;
    std::smatch match;
    std::string rest = code_of(std::string{line});
    if (!std::regex_search(rest, match, first)) return names;
    names.push_back(match[1]);
    rest = match.suffix();
    // A second declaration, or one within a thread's own function: who is who?
    if (std::regex_search(rest, first)) return {};
    for (rest = behind_brackets(rest); std::regex_search(rest, match, next);
         rest = behind_brackets(rest)) {
        names.push_back(match[1]);
        rest = match.suffix();
    }
    return names;
}

}  // namespace lockstep::explorer
