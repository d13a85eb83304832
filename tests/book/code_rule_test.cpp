#include <doctest/doctest.h>

#include "tests/book/findings.hpp"

namespace {

using namespace lockstep::book;

const Tree kitchen_tree{{"kitchen.cpp", "int main() {\n"
                                        "    if (hungry()) {\n"
                                        "        cook(\"soup\");\n"
                                        "        serve(\"soup\");\n"
                                        "    }\n"
                                        "}\n"}};

std::vector<Finding> check_code(const std::string& text,
                                const std::string& path = "book/page.md") {
    return check_code(read_page(path, text), kitchen_tree);
}

}  // namespace

TEST_CASE("a block may leave out the indentation its lines share") {
    CHECK(check_code("```cpp file=kitchen.cpp\ncook(\"soup\");\nserve(\"soup\");\n```\n")
              .empty());
    CHECK(
        check_code("```cpp file=kitchen.cpp\nif (hungry()) {\n    cook(\"soup\");\n```\n")
            .empty());
    CHECK(check_code("- a list\n\n  ```cpp file=kitchen.cpp\n  cook(\"soup\");\n  ```\n")
              .empty());
}

TEST_CASE("a block that differs in one line is shown beside its file") {
    const auto findings = check_code(
        "# Soup\n\n```cpp file=kitchen.cpp\ncook(\"soup\");\nserve(\"salad\");\n```\n");
    REQUIRE(findings.size() == 1);
    CHECK(finds(findings, 3, "line 2 of the block differs"));
    CHECK(finds(findings, 3, "page says  serve(\"salad\");"));
    CHECK(finds(findings, 3, "kitchen.cpp:4 has  serve(\"soup\");"));
}

TEST_CASE("a block with a wrong inner indentation is found") {
    CHECK(finds(
        check_code("```cpp file=kitchen.cpp\nif (hungry()) {\n  cook(\"soup\");\n```\n"),
        1, "line 2 of the block differs"));
}

TEST_CASE("a block that leaves a line out is found") {
    CHECK(finds(
        check_code(
            "```cpp file=kitchen.cpp\nif (hungry()) {\n    serve(\"soup\");\n```\n"),
        1, "kitchen.cpp:3 has      cook(\"soup\");"));
}

TEST_CASE("a block from nowhere and a block of a missing file are found") {
    CHECK(finds(check_code("```cpp file=kitchen.cpp\nwash();\ndry();\n```\n"), 1,
                "occurs nowhere"));
    CHECK(finds(check_code("```cpp file=cellar.cpp\nwash();\n```\n"), 1,
                "no file cellar.cpp"));
}

TEST_CASE("a block longer than its file is found") {
    CHECK(
        finds(check_code("```cpp file=kitchen.cpp\n    }\n}\n}\n```\n"), 1, "has ended"));
}

TEST_CASE("C++ and Python of more than one line must name a file") {
    CHECK(finds(check_code("```cpp\nwash();\ndry();\n```\n"), 1, "must say file="));
    CHECK(finds(check_code("```python\nwash()\ndry()\n```\n"), 1, "must say file="));
    CHECK(check_code("```cpp\nwash();\n```\n").empty());
    CHECK(check_code("```text\nwash\ndry\n```\n").empty());
}

TEST_CASE("an unclosed block is found") {
    CHECK(finds(check_code("text\n```text\nwash\n"), 2, "not closed"));
}

TEST_CASE("sketches are few and not in lessons") {
    const std::string sketch = "```cpp sketch\nwash();\ndry();\n```\n";
    CHECK(check_code(sketch).empty());
    CHECK(finds(check_code(sketch, "lessons/01_threads/README.md"), 1, "no sketches"));
    const std::vector pages{read_page("a.md", sketch + sketch),
                            read_page("b.md", sketch)};
    CHECK(check_sketches(pages, 3).empty());
    CHECK(finds(check_sketches(pages, 2), 1, "sketch 3"));
}

TEST_CASE("a shown output must be what the program prints") {
    const auto run = [](const std::string& name) -> std::optional<std::string> {
        if (name != "kettle") return std::nullopt;
        return "100 degrees\n";
    };
    const auto with = [&](const std::string& text) {
        return check_output(read_page("book/page.md", text), run);
    };
    CHECK(with("```text output=kettle\n100 degrees\n```\n").empty());
    CHECK(finds(with("```text output=kettle\n99 degrees\n```\n"), 1,
                "kettle prints:\n100"));
    CHECK(finds(with("```text output=oven\n```\n"), 1, "no program oven"));
}
