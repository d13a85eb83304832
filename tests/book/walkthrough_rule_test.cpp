#include <doctest/doctest.h>

#include "tests/book/findings.hpp"

namespace {

using namespace lockstep::book;

const std::string path = "lessons/03_kitchen/README.md";
const std::string twin = "```python file=lessons/03_kitchen/idea.py\n```\n";

std::string walkthrough(const std::string& break_it) {
    return "# Kitchen\n## The problem\n## The idea\n" + twin +
           "## The code\n### Soup\n## Why it is correct\n## Run it\n## Break it\n" +
           break_it + "## Exercises\n## Further reading\n";
}

std::vector<Finding> structure(const std::string& text) {
    return check_walkthrough(read_page(path, text));
}

// "## Break it" stands on line 10.
std::vector<Finding> broken(const std::string& section, const Tree& tree) {
    return check_break_it(read_page(path, walkthrough(section)), tree);
}

const Tree one_patch{{"lessons/03_kitchen/tests/break_it/no_salt.patch",
                      "The soup is not salted.\nTurns red: soup is salty\n--- a/x\n"}};

}  // namespace

TEST_CASE("a walkthrough with its eight parts is accepted") {
    CHECK(structure(walkthrough("")).empty());
}

TEST_CASE("a part that is missing or out of order or not ours is found") {
    CHECK(finds(structure("# K\n" + twin + "## The problem\n## The code\n"), 5,
                "The idea"));
    CHECK(finds(structure("# K\n" + twin + "## The problem\n## The idea\n"), 5,
                "The code"));
    CHECK(finds(structure(walkthrough("") + "## Prices\n"), 13, "no further part"));
}

TEST_CASE("a walkthrough of more than 220 lines is found") {
    CHECK(finds(structure(walkthrough(std::string(209, '\n'))), 221, "at most 220"));
    CHECK(structure(walkthrough(std::string(208, '\n'))).empty());
}

TEST_CASE("a walkthrough without a Python twin of its own is found") {
    auto text = walkthrough("");
    text.replace(text.find(twin), twin.size(),
                 "```python file=lessons/02_bar/idea.py\n```\n");
    CHECK(finds(structure(text), 1, "no python block"));
}

TEST_CASE(
    "words that blame the reader or say nothing are found in prose and not in code") {
    const auto words = [](const std::string& text) {
        return check_words(read_page(path, text));
    };
    CHECK(finds(words("good\nSimply salt it.\n"), 2, "Simply"));
    CHECK(finds(words("The foo and\nthe progress bar, the bar."), 2, "bar"));
    CHECK(words("Adjust the bars, justly; a progress bar; `foo`\n```text\njust\n```\n")
              .empty());
}

TEST_CASE("a Break it item names a patch that is there") {
    CHECK(
        broken("1. No salt: [`no_salt.patch`](tests/break_it/no_salt.patch)\n", one_patch)
            .empty());
    CHECK(finds(broken("- `no_salt.patch`\n- Leave\n  the soup.\n", one_patch), 12,
                "no patch of"));
    CHECK(finds(broken("- `no_salt.patch`\n- `cold.patch`\n", one_patch), 12,
                "cold.patch"));
    CHECK(finds(broken("**No salt** `no_salt.patch`\n\n**Leave** it.\n", one_patch), 13,
                "no patch of"));
    CHECK(finds(broken("Try it.\n", one_patch), 10, "nothing to break"));
}

TEST_CASE("a patch that no item mentions or that names no test is found") {
    auto tree = one_patch;
    tree["lessons/03_kitchen/tests/break_it/cold.patch"] = "--- a/x\n";
    const auto findings = broken("- `no_salt.patch`\n", tree);
    CHECK(finds(findings, 1, "does not mention it"));
    CHECK(finds(findings, 1, "says no test"));
}

TEST_CASE("a glossary term that no page has in bold is found") {
    const auto glossary = read_page("book/glossary.md",
                                    "| term | 中文 |\n|---|---|\n| sea salt | 海盐 |\n");
    const auto bold = read_page(path, "Use **sea\nsalt** often.");
    const auto plain = read_page(path, "Use sea salt often.");
    CHECK(check_glossary(glossary, {glossary, bold}).empty());
    CHECK(finds(check_glossary(glossary, {glossary, plain}), 3, "**sea salt**"));
}
