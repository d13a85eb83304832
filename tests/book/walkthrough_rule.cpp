#include <algorithm>
#include <cctype>
#include <regex>

#include "tests/book/rules.hpp"

namespace lockstep::book {
namespace {

constexpr int longest_walkthrough = 220;

int line_count(const Page& page) {
    return static_cast<int>(page.lines.size());
}

std::string folder_of(const Page& page) {
    return page.path.substr(0, page.path.rfind('/') + 1);
}

// The text between the heading and the next one of its level.
struct Section {
    int line = 0;  // of the heading; 0 when the page has none
    int end = 0;   // of the line after the section
};

Section section(const Page& page, const std::string& title) {
    const int after_the_page = line_count(page) + 1;
    Section found;
    for (const auto& heading : page.headings) {
        if (heading.level != 2) continue;
        if (found.line > 0) return {found.line, heading.line};
        if (heading.text == title) found = {heading.line, after_the_page};
    }
    return found;
}

struct Item {
    int line = 0;
    std::string text;
};

// The parts of a section: list items, sub-headings, paragraphs that begin in bold.
std::vector<Item> items_of(const Page& page, Section section) {
    static const std::regex start{R"(^([-*] |\d+\. |###|\*\*).*)"};
    const auto prose = split_lines(page.prose);
    std::vector<Item> items;
    for (int number = section.line + 1; number < section.end; ++number) {
        const auto i = static_cast<std::size_t>(number - 1);
        const bool goes_on = prose[i].starts_with("**") && !trimmed(prose[i - 1]).empty();
        if (std::regex_match(prose[i], start) && !goes_on) items.push_back({number, ""});
        if (!items.empty()) items.back().text += page.lines[i] + '\n';
    }
    return items;
}

std::set<std::string> patches_named_in(const std::string& text) {
    static const std::regex name{R"([\w-]+\.patch)"};
    std::set<std::string> names;
    for (std::sregex_iterator i{text.begin(), text.end(), name}, end; i != end; ++i)
        names.insert(i->str());
    return names;
}

}  // namespace

std::vector<Finding> check_walkthrough(const Page& page) {
    static const std::vector<std::string> parts{
        "The problem", "The idea", "The code",  "Why it is correct",
        "Run it",      "Break it", "Exercises", "Further reading"};
    std::vector<Finding> findings;
    std::size_t next = 0;
    for (const auto& heading : page.headings) {
        if (heading.level != 2) continue;
        if (next < parts.size() && heading.text == parts[next]) {
            ++next;
        } else {
            const auto wanted = next < parts.size() ? parts[next] : "no further part";
            findings.push_back(
                {page.path, heading.line,
                 "\"" + heading.text + "\" where a walkthrough has: " + wanted});
            break;
        }
    }
    if (findings.empty() && next < parts.size())
        findings.push_back(
            {page.path, line_count(page), "the part is missing: " + parts[next]});
    if (line_count(page) > longest_walkthrough)
        findings.push_back({page.path, line_count(page),
                            "a walkthrough has at most " +
                                std::to_string(longest_walkthrough) + " lines"});
    const auto is_twin = [&](const Fence& fence) {
        const auto file = fence.attributes.find("file");
        return fence.language == "python" && file != fence.attributes.end() &&
               file->second.starts_with(folder_of(page));
    };
    if (std::ranges::none_of(page.fences, is_twin))
        findings.push_back({page.path, 1,
                            "no python block from " + folder_of(page) +
                                " shows the idea this lesson comes from"});
    return findings;
}

std::vector<Finding> check_words(const Page& page) {
    static const std::regex words{R"(\b(simply|just|obviously|foo|bar)\b)",
                                  std::regex::icase};
    static const std::string allowed = "progress bar";
    std::vector<Finding> findings;
    int number = 0;
    for (const auto& line : split_lines(page.prose)) {
        ++number;
        for (std::sregex_iterator i{line.begin(), line.end(), words}, end; i != end;
             ++i) {
            const auto stop = static_cast<std::size_t>(i->position() + i->length());
            if (!line.substr(0, stop).ends_with(allowed))
                findings.push_back({page.path, number, "not in our book: " + i->str()});
        }
    }
    return findings;
}

std::vector<Finding> check_break_it(const Page& page, const Tree& tree) {
    std::vector<Finding> findings;
    const auto folder = folder_of(page) + "tests/break_it/";
    const auto part = section(page, "Break it");
    std::set<std::string> mentioned;
    for (const auto& item : items_of(page, part)) {
        const auto names = patches_named_in(item.text);
        mentioned.insert(names.begin(), names.end());
        if (names.empty())
            findings.push_back(
                {page.path, item.line, "this item names no patch of " + folder});
        for (const auto& name : names)
            if (!tree.contains(folder + name))
                findings.push_back(
                    {page.path, item.line, "there is no " + folder + name});
    }
    if (part.line > 0 && mentioned.empty())
        findings.push_back(
            {page.path, part.line, "nothing to break: no item names a patch"});
    for (auto file = tree.lower_bound(folder);
         file != tree.end() && file->first.starts_with(folder); ++file) {
        if (!mentioned.contains(file->first.substr(folder.size())))
            findings.push_back({file->first, 1, "the walkthrough does not mention it"});
        if (file->second.find("\nTurns red: ") == std::string::npos &&
            !file->second.starts_with("Turns red: "))
            findings.push_back({file->first, 1, "says no test with \"Turns red: \""});
    }
    return findings;
}

std::vector<Finding> check_glossary(const Page& glossary,
                                    const std::vector<Page>& pages) {
    static const std::regex row{R"(^\| *([^|]*[^| ]) *\|.*)"};
    std::vector<Finding> findings;
    for (std::size_t i = 0; i < glossary.lines.size(); ++i) {
        std::smatch match;
        const auto& line = glossary.lines[i];
        if (!std::regex_match(line, match, row)) continue;
        const auto term = match[1].str();
        if (term == "term" || term.starts_with("--")) continue;
        const auto defines = [&](const Page& page) {
            static const std::regex gap{R"(\s+)"};  // a line may end within a term
            const auto prose = std::regex_replace(page.prose, gap, " ");
            return page.path != glossary.path &&
                   prose.find("**" + term + "**") != std::string::npos;
        };
        if (std::ranges::none_of(pages, defines))
            findings.push_back({glossary.path, static_cast<int>(i) + 1,
                                "no page has **" + term + "** in bold"});
    }
    return findings;
}

}  // namespace lockstep::book
