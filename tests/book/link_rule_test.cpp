#include <doctest/doctest.h>

#include "tests/book/findings.hpp"

namespace {

using namespace lockstep::book;

const Tree tree{{"README.md", "# Lockstep\n"},
                {"book/menu.md",
                 "# The menu\n## Soup & salad: `today`\n## Soup & salad: `today`\n"
                 "## 队列 and “queues”\n<a id=\"dessert\"></a>\n"},
                {"book/figures/stove.svg", "<svg/>\n"},
                {"kitchen.cpp", "int main() {\n}\n"}};

std::vector<Finding> check(const std::string& text) {
    auto with_page = tree;
    with_page["book/page.md"] = text;
    return check_links(read_page("book/page.md", text), with_page);
}

}  // namespace

TEST_CASE("links to files and folders and headings and lines are followed") {
    CHECK(check("[menu](menu.md), [home](../README.md), ![stove](figures/stove.svg)")
              .empty());
    CHECK(check("[the\nfolder](figures) [`code`](../kitchen.cpp#L2) "
                "[l](../kitchen.cpp#L1-L2)")
              .empty());
    CHECK(check("[menu](menu.md#the-menu) [own](#here)\n# Here\n").empty());
    CHECK(
        check("[a](menu.md#soup--salad-today) [b](menu.md#soup--salad-today-1)").empty());
    CHECK(check("[c](menu.md#队列-and-queues) [d](menu.md#dessert)").empty());
}

TEST_CASE("a link that leads nowhere is found with its line") {
    CHECK(finds(check("one\n\n[menu](carte.md)"), 3, "no book/carte.md"));
    CHECK(finds(check("![stove](figures/oven.svg)"), 1, "no book/figures/oven.svg"));
    CHECK(finds(check("[out](../../secret.txt)"), 1, "out of the tree"));
    CHECK(finds(check("[nothing]()"), 1, "leads nowhere"));
    CHECK(finds(check("see [menu]\n\n[menu]: carte.md\n"), 3, "no book/carte.md"));
    CHECK(finds(check("<img src=\"oven.png\">"), 1, "no book/oven.png"));
}

TEST_CASE("an anchor that no heading has is found") {
    CHECK(finds(check("[menu](menu.md#desert)"), 1, "no heading #desert"));
    CHECK(finds(check("[menu](menu.md#soup--salad-today-2)"), 1, "no heading"));
    CHECK(finds(check("[own](#there)\n# Here\n"), 1, "no heading #there"));
    CHECK(finds(check("[line](../kitchen.cpp#L3)"), 1, "has no line 3"));
    CHECK(finds(check("[folder](figures#top)"), 1, "has no anchor"));
}

TEST_CASE("links into the web are checked for their form") {
    CHECK(check("<https://en.cppreference.com/w/cpp/thread/jthread>").empty());
    CHECK(check("[c](https://en.cppreference.com/w/cpp/thread/thread/~thread#Notes)")
              .empty());
    CHECK(check("[d](https://en.wikipedia.org/wiki/Monitor_(synchronization))").empty());
    CHECK(finds(check("[c](https:/en.cppreference.com)"), 1, "not a well-formed"));
    CHECK(finds(check("[c](htps://en.cppreference.com)"), 1, "what kind of link"));
}

TEST_CASE("what looks like a link in code is none") {
    CHECK(check("`[this](int)` and\n```text\n[this](int)\n```\n<!-- [x](y.md) -->")
              .empty());
}
