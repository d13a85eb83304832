#include <algorithm>

#include "tests/book/rules.hpp"

namespace lockstep::book {
namespace {

using Lines = std::vector<std::string>;

std::size_t indent_of(const std::string& line) {
    return line.find_first_not_of(' ');
}

// The lines [begin, end) without the indentation that all of them share.
Lines dedented(const Lines& lines, std::size_t begin, std::size_t end) {
    std::size_t shared = std::string::npos;
    for (auto i = begin; i < end; ++i) shared = std::min(shared, indent_of(lines[i]));
    Lines result;
    for (auto i = begin; i < end; ++i)
        result.push_back(lines[i].substr(std::min(shared, lines[i].size())));
    return result;
}

struct Nearest {
    std::size_t begin = 0;  // in the file, from 0
    std::size_t score = 0;  // equal lines, those before the first difference count four
};

// Where the block would best lie, so that an author sees at once what to mend.
Nearest nearest_place(const Lines& block, const Lines& file) {
    Nearest best;
    for (std::size_t begin = 0; begin < file.size(); ++begin) {
        std::size_t score = 0;
        bool from_the_top = true;
        for (std::size_t i = 0; i < block.size() && begin + i < file.size(); ++i) {
            const bool equal = trimmed(block[i]) == trimmed(file[begin + i]);
            from_the_top = from_the_top && equal;
            if (equal && !trimmed(block[i]).empty()) score += from_the_top ? 4 : 1;
        }
        if (score > best.score) best = {begin, score};
    }
    return best;
}

std::string describe_difference(const Lines& block, const Lines& file,
                                const std::string& path, Nearest nearest) {
    if (nearest.score == 0) return "the block occurs nowhere in " + path;
    const auto end = std::min(nearest.begin + block.size(), file.size());
    const auto region = dedented(file, nearest.begin, end);
    std::size_t i = 0;
    while (i < region.size() && region[i] == block[i]) ++i;
    const auto there = i < region.size() ? "has  " + region[i] : "has ended";
    return "line " + std::to_string(i + 1) + " of the block differs:\n    page says  " +
           block[i] + "\n    " + path + ":" + std::to_string(nearest.begin + i + 1) +
           " " + there;
}

bool occurs_in(const Lines& block, const Lines& file) {
    for (std::size_t begin = 0; begin + block.size() <= file.size(); ++begin)
        if (dedented(file, begin, begin + block.size()) == block) return true;
    return false;
}

bool must_name_its_file(const Fence& fence) {
    static const std::set<std::string> languages{"cpp", "c++",    "cc", "cxx",
                                                 "hpp", "python", "py"};
    return fence.lines.size() > 1 && languages.contains(fence.language);
}

std::optional<std::string> fault_of(const Page& page, const Fence& fence,
                                    const Tree& tree) {
    if (!fence.closed) return "the block is not closed";
    const auto file = fence.attributes.find("file");
    if (file != fence.attributes.end()) {
        const auto source = tree.find(file->second);
        if (source == tree.end()) return "there is no file " + file->second;
        const auto lines = split_lines(source->second);
        const auto block = dedented(fence.lines, 0, fence.lines.size());
        if (occurs_in(block, lines)) return std::nullopt;
        return describe_difference(block, lines, file->second,
                                   nearest_place(block, lines));
    }
    if (!must_name_its_file(fence)) return std::nullopt;
    if (!fence.attributes.contains("sketch"))
        return "a " + fence.language + " block must say file=PATH";
    if (page.path.starts_with("lessons/")) return "a lesson shows no sketches";
    return std::nullopt;
}

}  // namespace

std::vector<Finding> check_code(const Page& page, const Tree& tree) {
    std::vector<Finding> findings;
    for (const auto& fence : page.fences)
        if (const auto fault = fault_of(page, fence, tree))
            findings.push_back({page.path, fence.line, *fault});
    return findings;
}

std::vector<Finding> check_sketches(const std::vector<Page>& pages, int allowed) {
    std::vector<Finding> findings;
    int count = 0;
    for (const auto& page : pages)
        for (const auto& fence : page.fences)
            if (fence.attributes.contains("sketch") && ++count > allowed)
                findings.push_back({page.path, fence.line,
                                    "sketch " + std::to_string(count) +
                                        "; the book allows " + std::to_string(allowed)});
    return findings;
}

std::vector<Finding> check_output(const Page& page, const RunProgram& run) {
    std::vector<Finding> findings;
    for (const auto& fence : page.fences) {
        const auto program = fence.attributes.find("output");
        if (program == fence.attributes.end()) continue;
        const auto output = run(program->second);
        if (!output) {
            findings.push_back(
                {page.path, fence.line, "there is no program " + program->second});
        } else if (split_lines(*output) != fence.lines) {
            findings.push_back(
                {page.path, fence.line, program->second + " prints:\n" + *output});
        }
    }
    return findings;
}

}  // namespace lockstep::book
