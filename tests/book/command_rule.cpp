#include <algorithm>
#include <cctype>
#include <filesystem>
#include <regex>

#include "tests/book/rules.hpp"
#include "tests/book/shell_lines.hpp"

namespace lockstep::book {
namespace {

bool is_placeholder(const std::string& word) {
    static const std::regex capitals{"[a-z]*[A-Z][A-Z0-9_]*"};
    return std::regex_match(word, capitals) || word.starts_with('[') ||
           word.starts_with('<') || word.find("…") != std::string::npos ||
           word.find("...") != std::string::npos;
}

bool has_word(const std::string& text, const std::string& word) {
    const auto inside = [&](std::size_t i) {
        const auto byte = static_cast<unsigned char>(i < text.size() ? text[i] : ' ');
        return std::isalnum(byte) || byte == '_' || byte == '-';
    };
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
        if (!(at > 0 && inside(at - 1)) && !inside(at + word.size())) return true;
    return false;
}

using Fault = std::optional<std::string>;

struct Judge {
    const Tree& tree;
    const KnownCommands& known;

    Fault command(Words words, bool to_be_typed) const;
    Fault launcher(const Words& words) const;
    Fault lesson(const std::string& number, const Words& arguments) const;
    Fault example(const std::string& topic) const;
    Fault bench(const std::string& name) const;
    Fault ctest(const Words& words) const;
    Fault cmake(const Words& words) const;
    Fault preset(const std::string& kind, const std::string& name) const;
    Fault pattern(const std::string& regex) const;
    Fault any_other(const Words& words) const;
};

Fault Judge::command(Words words, bool to_be_typed) const {
    static const std::regex assignment{R"([A-Za-z_]\w*=.*)"};
    static const std::set<std::string> before{"time", "sudo", "env"};
    while (!words.empty() &&
           (std::regex_match(words[0], assignment) || before.contains(words[0])))
        words.erase(words.begin());
    if (words.empty()) return std::nullopt;

    const auto program = std::filesystem::path{words[0]}.filename().string();
    std::smatch match;
    static const std::regex lesson_program{R"(lesson(\d\d))"};
    if (words[0] == "./lockstep") return launcher(words);
    if (std::regex_match(program, match, lesson_program)) {
        // A shell finds no program of ours without its path.
        if (to_be_typed && words[0] == program) return "type it as ./lockstep run N";
        return lesson(match[1], {words.begin() + 1, words.end()});
    }
    if (program == "ctest") return ctest(words);
    if (program == "cmake") return cmake(words);
    return any_other(words);
}

Fault Judge::launcher(const Words& words) const {
    if (words.size() < 2 || is_placeholder(words[1])) return std::nullopt;
    const auto& subcommand = words[1];
    const std::regex line{"(^|\n)\\s*(\\./lockstep )?" + subcommand + "\\b"};
    if (!std::regex_search(known.launcher_help, line))
        return "./lockstep knows no " + subcommand + " (see ./lockstep help)";
    if (words.size() < 3 || is_placeholder(words[2])) return std::nullopt;
    if (subcommand == "run" && words[2] == "book")
        return words.size() < 4 ? std::nullopt : example(words[3]);
    if (subcommand == "run") {
        const auto word = tree.contains(words[2])
                              ? words[2].substr(std::string{"lessons/"}.size(), 2)
                              : words[2];
        const auto number = word.size() == 1 ? "0" + word : word;
        return lesson(number, {words.begin() + 3, words.end()});
    }
    if (subcommand == "bench") return bench(words[2]);
    for (const auto& word : words)
        if (word.starts_with('-') && !has_word(known.launcher_help, word))
            return "./lockstep help does not mention " + word;
    return ctest(words);
}

Fault Judge::example(const std::string& topic) const {
    if (is_placeholder(topic) || tree.contains("book/cpp_for_python/" + topic + ".cpp"))
        return std::nullopt;
    return "the book has no example " + topic;
}

Fault Judge::bench(const std::string& name) const {
    const auto list = tree.find("tests/bench/CMakeLists.txt");
    if (list != tree.end() && has_word(list->second, "bench_" + name))
        return std::nullopt;
    return "there is no benchmark " + name;
}

Fault Judge::lesson(const std::string& number, const Words& arguments) const {
    const auto name = "lesson" + number;
    if (!known.lessons.contains(number)) return "there is no " + name;
    const auto own = known.help.find(name);
    if (own == known.help.end())
        return std::nullopt;  // it is not built here: cannot be asked
    auto help = own->second;
    auto in = name;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto& word = arguments[i];
        const bool first = i == 0 || arguments[i - 1] == in.substr(in.find(' ') + 1);
        if (const auto sub = known.help.find(name + " " + word);
            sub != known.help.end()) {
            in = sub->first;
            help += sub->second;
        } else if (word.starts_with('-') || (first && !is_placeholder(word))) {
            const auto option = word.substr(0, word.find('='));
            if (!has_word(help, option)) return in + " --help does not mention " + option;
        }
    }
    return std::nullopt;
}

Fault Judge::ctest(const Words& words) const {
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
        const bool names_tests = words[i] == "-R" || words[i] == "--tests-regex";
        const auto fault = names_tests              ? pattern(words[i + 1])
                           : words[i] == "--preset" ? preset("test", words[i + 1])
                                                    : std::nullopt;
        if (fault) return fault;
    }
    return std::nullopt;
}

Fault Judge::cmake(const Words& words) const {
    std::string kind = "configure";
    if (std::ranges::count(words, "--build") > 0) kind = "build";
    if (std::ranges::count(words, "--workflow") > 0) kind = "workflow";
    for (std::size_t i = 1; i + 1 < words.size(); ++i)
        if (words[i] == "--preset") return preset(kind, words[i + 1]);
    return std::nullopt;
}

Fault Judge::preset(const std::string& kind, const std::string& name) const {
    const auto names = known.presets.find(kind);
    if (is_placeholder(name)) return std::nullopt;
    if (names != known.presets.end() && names->second.contains(name)) return std::nullopt;
    return "CMakePresets.json has no " + kind + " preset " + name;
}

Fault Judge::pattern(const std::string& regex) const {
    if (is_placeholder(regex) || tree.contains(regex)) return std::nullopt;
    const std::regex wanted{regex};
    const auto matches = [&](const std::string& test) {
        return std::regex_search(test, wanted);
    };
    if (std::ranges::any_of(known.tests, matches)) return std::nullopt;
    return "no test matches -R " + regex;
}

Fault Judge::any_other(const Words& words) const {
    static const std::set<std::string> common{
        "apt-get", "bash",    "cat",   "cd",     "clang++", "clang-format", "clang-tidy",
        "cp",      "curl",    "diff",  "echo",   "export",  "g++",          "gdb",
        "git",     "head",    "kill",  "ls",     "mkdir",   "mv",           "ninja",
        "patch",   "python3", "rm",    "sed",    "sleep",   "sudo",         "tail",
        "tar",     "wc",      "which", "xmllint"};
    const auto& program = words[0];
    if (program == "python3" && words.size() > 1 && words[1].ends_with(".py") &&
        !tree.contains(words[1]))
        return "there is no " + words[1];
    if (common.contains(program)) return std::nullopt;
    if (tree.contains(std::filesystem::path{program}.lexically_normal().generic_string()))
        return std::nullopt;
    if (known.programs.contains(std::filesystem::path{program}.filename().string()))
        return std::nullopt;
    return "nobody has a program " + program;
}

}  // namespace

std::vector<Finding> check_commands(const Page& page, const Tree& tree,
                                    const KnownCommands& known) {
    const Judge judge{tree, known};
    std::vector<Finding> findings;
    for (const auto& line : commands_on(page))
        for (const auto& words : split_commands(line.text))
            if (const auto fault = judge.command(words, line.to_be_typed))
                findings.push_back(
                    {page.path, line.line, *fault + "\n    in: " + line.text});
    return findings;
}

std::vector<std::string> subcommands_in(const std::string& help) {
    std::vector<std::string> names;
    bool inside = false;
    for (const auto& line : split_lines(help)) {
        if (line.starts_with("Subcommands:")) {
            inside = true;
        } else if (!line.starts_with("  ")) {
            inside = false;
        } else if (inside && line.size() > 2 && line[2] != ' ') {
            names.push_back(line.substr(2, line.find(' ', 2) - 2));
        }
    }
    return names;
}

}  // namespace lockstep::book
