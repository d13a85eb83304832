#include <algorithm>
#include <filesystem>
#include <regex>

#include "tests/book/rules.hpp"

namespace lockstep::book {
namespace {

bool is_folder(const Tree& tree, const std::string& path) {
    const auto first = tree.lower_bound(path + "/");
    return path == "." || (first != tree.end() && first->first.starts_with(path + "/"));
}

bool has_anchor(const Page& page, const std::string& text, const std::string& anchor) {
    const auto same = [&](const Heading& heading) { return heading.anchor == anchor; };
    return std::ranges::any_of(page.headings, same) ||
           text.find("id=\"" + anchor + "\"") != std::string::npos;
}

std::optional<std::string> fault_of_anchor(const std::string& path,
                                           const std::string& anchor, const Tree& tree) {
    const auto file = tree.find(path);
    if (file == tree.end()) return "a folder has no anchor #" + anchor;
    if (path.ends_with(".md")) {
        if (has_anchor(read_page(path, file->second), file->second, anchor))
            return std::nullopt;
        return path + " has no heading #" + anchor;
    }
    static const std::regex lines{R"(L(\d+)(?:-L(\d+))?)"};
    std::smatch match;
    if (!std::regex_match(anchor, match, lines)) return "#" + anchor + " names no line";
    const auto last = std::stoul(match[2].matched ? match[2] : match[1]);
    if (last <= split_lines(file->second).size()) return std::nullopt;
    return path + " has no line " + std::to_string(last);
}

std::optional<std::string> fault_of(const Page& page, const std::string& link,
                                    const Tree& tree) {
    static const std::regex web{
        R"(https?://[\w-]+(\.[\w-]+)*(:\d+)?(/[^\s<>]*)?(#\S+)?)"};
    static const std::regex scheme{R"([a-z]+:.*)"};
    if (link.starts_with("http:") || link.starts_with("https:")) {
        if (std::regex_match(link, web)) return std::nullopt;
        return "is not a well-formed address: " + link;
    }
    if (link.starts_with("mailto:")) return std::nullopt;
    if (link.empty()) return "a link leads nowhere";
    if (std::regex_match(link, scheme)) return "what kind of link is " + link + "?";

    const auto hash = link.find('#');
    auto path = page.path;
    if (hash != 0) {
        const auto folder = std::filesystem::path{page.path}.parent_path();
        path = (folder / link.substr(0, hash)).lexically_normal().generic_string();
        if (path.size() > 1 && path.ends_with('/')) path.pop_back();
    }
    if (path.starts_with("..") || path.starts_with("/"))
        return link + " leads out of the tree";
    if (!tree.contains(path) && !is_folder(tree, path)) return "there is no " + path;
    if (hash == std::string::npos) return std::nullopt;
    return fault_of_anchor(path, link.substr(hash + 1), tree);
}

}  // namespace

std::vector<Finding> check_links(const Page& page, const Tree& tree) {
    std::vector<Finding> findings;
    for (const auto& link : page.links)
        if (const auto fault = fault_of(page, link.text, tree))
            findings.push_back({page.path, link.line, *fault});
    return findings;
}

}  // namespace lockstep::book
