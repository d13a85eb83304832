#include "tests/book/shell_lines.hpp"

#include <algorithm>
#include <regex>
#include <set>
#include <utility>

namespace lockstep::book {
namespace {

// The command lines of a block: those after a prompt, or all where no line has a prompt.
std::vector<ShownCommand> command_lines(const Fence& fence) {
    const auto has_prompt = [](const std::string& line) {
        return line.starts_with("$ ");
    };
    const bool prompts =
        fence.language == "console" || std::ranges::any_of(fence.lines, has_prompt);
    std::vector<ShownCommand> commands;
    for (std::size_t i = 0; i < fence.lines.size(); ++i) {
        const int number = fence.line + 1 + static_cast<int>(i);
        if (prompts && !has_prompt(fence.lines[i])) continue;
        auto line = fence.lines[i].substr(prompts ? 2 : 0);
        while (line.ends_with('\\') && i + 1 < fence.lines.size()) {
            line.back() = ' ';
            line += fence.lines[++i];
        }
        commands.push_back({number, line, true});
    }
    return commands;
}

}  // namespace

std::vector<ShownCommand> commands_on(const Page& page) {
    static const std::regex ours{
        R"((\./lockstep|lesson\d\d|ctest|cmake --preset)( .*)?)"};
    static const std::set<std::string> shells{"console", "sh", "shell", "bash"};
    std::vector<ShownCommand> commands;
    for (const auto& fence : page.fences)
        if (shells.contains(fence.language))
            std::ranges::copy(command_lines(fence), std::back_inserter(commands));
    for (const auto& span : page.code_spans)
        if (std::regex_match(span.text, ours))
            commands.push_back({span.line, span.text, false});
    return commands;
}

std::vector<Words> split_commands(const std::string& line) {
    static const std::regex word{
        R"(\d*>&\d|(?:"[^"]*"|'[^']*'|[^\s"'&|;])+|&&|\|\||[&|;])"};
    static const std::regex redirection{R"(\d*[<>].*)"};
    std::vector<Words> commands(1);
    bool skip_next = false;
    for (std::sregex_iterator i{line.begin(), line.end(), word}, end; i != end; ++i) {
        auto text = i->str();
        if (text.starts_with("#")) break;
        if (std::exchange(skip_next, false)) continue;
        if (text == "&&" || text == "||" || text == "&" || text == "|" || text == ";") {
            commands.emplace_back();
        } else if (std::regex_match(text, redirection)) {
            skip_next = text.ends_with('<') || text.ends_with('>');
        } else {
            std::erase_if(text, [](char c) { return c == '"' || c == '\''; });
            commands.back().push_back(text);
        }
    }
    return commands;
}

}  // namespace lockstep::book
