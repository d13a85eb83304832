// What a Markdown page contains, as far as the rules of the book ask: fenced blocks,
// headings with their anchors, links, inline code, and the prose that is left when all
// code is blanked.
//
// Only what our pages use is understood: ATX headings (# …), fences of ` or ~, inline
// links.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace lockstep::book {

struct Fence {
    int line = 0;  // of its first fence line; the code begins one below
    std::string language;
    std::map<std::string, std::string>
        attributes;  // "file=a.cpp"; "sketch" has an empty value
    std::vector<std::string> lines;
    bool closed = false;
};

struct Heading {
    int line = 0;
    int level = 0;
    std::string text;
    std::string anchor;  // as GitHub makes it; a repeated one gets -1, -2, …
};

struct Mark {  // a link's target, or the text of inline code
    int line = 0;
    std::string text;
};

struct Page {
    std::string path;  // from the repository's root
    std::vector<std::string> lines;
    std::vector<Fence> fences;
    std::vector<Heading> headings;
    std::vector<Mark> links;
    std::vector<Mark> code_spans;
    std::string
        prose;  // as many lines as the page; fences, inline code and comments are blank
};

Page read_page(std::string path, const std::string& text);

std::vector<std::string> split_lines(const std::string& text);
std::string trimmed(const std::string& text);

}  // namespace lockstep::book
