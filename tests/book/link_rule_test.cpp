#include <doctest/doctest.h>

#include "tests/book/findings.hpp"

namespace {

using namespace lockstep::book;

const Tree linked_tree{{"README.md", "# Lockstep\n"},
                       {"book/menu.md",
                        "# The menu\n## Soup & salad: `today`\n## Soup & salad: `today`\n"
                        "## 队列 and “queues”\n<a id=\"dessert\"></a>\n"},
                       {"book/figures/stove.svg", "<svg/>\n"},
                       {"kitchen.cpp", "int main() {\n}\n"}};

std::vector<Finding> check_link(const std::string& text) {
    auto with_page = linked_tree;
    with_page["book/page.md"] = text;
    return check_links(read_page("book/page.md", text), with_page);
}

}  // namespace

TEST_CASE("links to files and folders and headings and lines are followed") {
    CHECK(check_link("[menu](menu.md), [home](../README.md), ![stove](figures/stove.svg)")
              .empty());
    CHECK(check_link("[the\nfolder](figures) [`code`](../kitchen.cpp#L2) "
                     "[l](../kitchen.cpp#L1-L2)")
              .empty());
    CHECK(check_link("[menu](menu.md#the-menu) [own](#here)\n# Here\n").empty());
    CHECK(check_link("[a](menu.md#soup--salad-today) [b](menu.md#soup--salad-today-1)")
              .empty());
    CHECK(check_link("[c](menu.md#队列-and-queues) [d](menu.md#dessert)").empty());
}

TEST_CASE("a link that leads nowhere is found with its line") {
    CHECK(finds(check_link("one\n\n[menu](carte.md)"), 3, "no book/carte.md"));
    CHECK(finds(check_link("![stove](figures/oven.svg)"), 1, "no book/figures/oven.svg"));
    CHECK(finds(check_link("[out](../../secret.txt)"), 1, "out of the tree"));
    CHECK(finds(check_link("[nothing]()"), 1, "leads nowhere"));
    CHECK(finds(check_link("see [menu]\n\n[menu]: carte.md\n"), 3, "no book/carte.md"));
    CHECK(finds(check_link("<img src=\"oven.png\">"), 1, "no book/oven.png"));
}

TEST_CASE("an anchor that no heading has is found") {
    CHECK(finds(check_link("[menu](menu.md#desert)"), 1, "no heading #desert"));
    CHECK(finds(check_link("[menu](menu.md#soup--salad-today-2)"), 1, "no heading"));
    CHECK(finds(check_link("[own](#there)\n# Here\n"), 1, "no heading #there"));
    CHECK(finds(check_link("[line](../kitchen.cpp#L3)"), 1, "has no line 3"));
    CHECK(finds(check_link("[folder](figures#top)"), 1, "has no anchor"));
}

TEST_CASE("links into the web are checked for their form") {
    CHECK(check_link("<https://en.cppreference.com/w/cpp/thread/jthread>").empty());
    CHECK(check_link("[c](https://en.cppreference.com/w/cpp/thread/thread/~thread#Notes)")
              .empty());
    CHECK(check_link("[d](https://en.wikipedia.org/wiki/Monitor_(synchronization))")
              .empty());
    CHECK(finds(check_link("[c](https:/en.cppreference.com)"), 1, "not a well-formed"));
    CHECK(finds(check_link("[c](htps://en.cppreference.com)"), 1, "what kind of link"));
}

TEST_CASE("what looks like a link in code is none") {
    CHECK(check_link("`[this](int)` and\n```text\n[this](int)\n```\n<!-- [x](y.md) -->")
              .empty());
}
