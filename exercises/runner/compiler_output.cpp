#include "exercises/runner/compiler_output.hpp"

#include <algorithm>
#include <regex>
#include <sstream>

namespace lockstep::learn {
namespace {

// The first that matches a line counts, so the special ones stand before the general
// ones. Quotes are ' or, in a UTF-8 locale, three bytes each. g++ and clang++ speak
// differently.
struct Known {
    const char* key;
    std::regex pattern;
};
const std::vector<Known>& known() {
    static const std::vector<Known> all{
        {"std_ref",
         std::regex{"arguments must be invocable after conversion to rvalues"}},
        {"lock_guard_in_wait",
         std::regex{
             "no matching (member )?function for call to .*wait.*lock_guard|no known "
             "conversion .*(lock_guard|scoped_lock).*unique_lock"}},
        {"copy",
         std::regex{"use of deleted function .*\\(const std::(mutex|thread|jthread|"
                    "unique_ptr|unique_lock|atomic|condition_variable|promise|future)"
                    "|call to (implicitly-)?deleted (copy )?constructor|overload "
                    "resolution selected deleted operator '='"}},
        {"semicolon", std::regex{"expected (.*or )?(\xE2\x80\x98|')[;,]|expected ';'"}},
        {"brace", std::regex{"expected .?.?.?\\}.*(at end of input)?$"}},
        {"include",
         std::regex{"is not a member of .?.?.?std|no member named .* in namespace "
                    ".?.?.?std|is defined in header|has incomplete type|implicit "
                    "instantiation of undefined template 'std"}},
        {"nodiscard", std::regex{"ignoring return(ed)? value of .*nodiscard"}},
        {"capture", std::regex{"is not captured|cannot be implicitly captured"}},
        {"const", std::regex{"discards qualifiers|read-only|cannot assign to .*const|but "
                             "function is not marked const"}},
        {"unknown_name", std::regex{"was not declared in this scope|use of undeclared "
                                    "identifier|has no member named|no member named"}},
        {"undefined_reference", std::regex{"undefined reference to|undefined symbol:"}},
        {"conversion",
         std::regex{
             "no matching function for call|cannot convert|could not convert|invalid "
             "conversion|no viable conversion"}},
        {"not_joined", std::regex{"terminate called without an active exception"}},
        {"not_joinable",
         std::regex{"what\\(\\): +(Invalid argument|No such process)|std::system_error: "
                    "Invalid argument"}},
        {"escaped", std::regex{"terminate called after throwing"}},
    };
    return all;
}

enum class BlockKind { error, warning, context, other };

BlockKind kind_of(const std::string& line) {
    static const std::regex error{
        "^[^ ].*: (fatal )?error: .*|.*undefined reference to.*|.*undefined symbol:.*"};
    static const std::regex warning{"^[^ ].*: warning: .*"};
    static const std::regex context{
        "^(In file included| +from ).*|^[^ ].*: (In|At|in) (.*function|.*constructor|.*"
        "destructor|instantiation|global scope|substitution|lambda).*|^In module .*"};
    if (std::regex_match(line, error)) return BlockKind::error;
    if (std::regex_match(line, warning)) return BlockKind::warning;
    return std::regex_match(line, context) ? BlockKind::context : BlockKind::other;
}

struct Block {
    std::string text;
    BlockKind kind = BlockKind::other;
};

std::vector<Block> blocks_of(std::string_view output) {
    std::vector<Block> blocks(1);
    std::istringstream lines{std::string{output}};
    for (std::string line; std::getline(lines, line);) {
        const BlockKind kind = kind_of(line);
        const bool has_head = blocks.back().kind == BlockKind::error ||
                              blocks.back().kind == BlockKind::warning;
        if (kind != BlockKind::other && has_head) blocks.emplace_back();
        if (kind == BlockKind::error || kind == BlockKind::warning)
            blocks.back().kind = kind;
        blocks.back().text += line + "\n";
    }
    return blocks;
}

}  // namespace

std::string errors_first(std::string_view output, const std::string& root) {
    auto blocks = blocks_of(output);
    std::stable_partition(blocks.begin(), blocks.end(), [](const Block& block) {
        return block.kind == BlockKind::error;
    });
    std::string text;
    for (const auto& block : blocks) text += block.text;
    const std::string prefix = root + "/";
    for (auto at = text.find(prefix); at != text.npos; at = text.find(prefix, at))
        text.erase(at, prefix.size());
    return text;
}

std::vector<Warning> warnings_of(std::string_view output) {
    static const std::regex warning{
        R"(([^ ].*?):(\d+):(?:\d+:)? warning: (.*?)(?: \[-W[^\]]*\])?)"};
    std::vector<Warning> warnings;
    std::istringstream lines{std::string{output}};
    std::smatch found;
    for (std::string line; std::getline(lines, line);)
        if (std::regex_match(line, found, warning)) {
            const Warning one{found[1], found[2], found[3]};
            if (std::ranges::find(warnings, one) == warnings.end())
                warnings.push_back(one);
        }
    return warnings;
}

// That an exception escaped is said a line before which one it was.
std::string known_message(std::string_view text) {
    std::string general;
    std::istringstream lines{std::string{text}};
    for (std::string line; std::getline(lines, line);) {
        const auto found = std::ranges::find_if(known(), [&](const Known& one) {
            return std::regex_search(line, one.pattern);
        });
        if (found == known().end()) continue;
        if (found->key != std::string_view{"escaped"}) return found->key;
        general = found->key;
    }
    return general;
}

std::vector<std::string> known_messages() {
    std::vector<std::string> keys;
    for (const auto& one : known()) keys.emplace_back(one.key);
    return keys;
}

}  // namespace lockstep::learn
