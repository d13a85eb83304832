// The rules applied to every page of the repository.
#include <doctest/doctest.h>

#include "tests/book/compiled_files.hpp"
#include "tests/book/findings.hpp"
#include "tests/book/source_tree.hpp"
#include "tests/support/run_program.hpp"

namespace {

using namespace lockstep;
using namespace lockstep::book;
namespace fs = std::filesystem;

const fs::path root = LOCKSTEP_SOURCE_DIR;
const fs::path build_folder = LOCKSTEP_BUILD_DIR;

const Tree& tree() {
    static const Tree files = read_tree(root);
    return files;
}

const std::vector<Page>& pages() {
    static const auto all = read_pages(tree());
    return all;
}

bool is_walkthrough(const Page& page) {
    return page.path.starts_with("lessons/") && page.path.ends_with("/README.md");
}
bool is_any(const Page&) {
    return true;
}

template <class Rule>
void apply_rule(Rule rule, bool (*concerns)(const Page&) = is_any) {
    REQUIRE(std::ranges::any_of(pages(), concerns));
    for (const auto& page : pages())
        if (concerns(page))
            if (const auto findings = rule(page); !findings.empty())
                FAIL_CHECK(report(findings));
}

// Topics of book/cpp_for_python are programs of the same name; a .py is run by Python.
std::optional<std::string> run_topic(const std::string& name) {
    const bool is_python = name.ends_with(".py");
    const auto file =
        is_python ? root / "book/cpp_for_python" / name : build_folder / "book" / name;
    if (!fs::exists(file)) return std::nullopt;
    const auto result = is_python ? test::run_program({"python3", file.string()})
                                  : test::run_program({file.string()});
    CAPTURE(result.err);
    CHECK_MESSAGE(result.exit_code == 0, name);
    return result.out;
}

std::vector<std::string> topics(const std::string& ending) {
    std::vector<std::string> names;
    for (const auto& [path, text] : tree())
        if (const fs::path file{path};
            file.parent_path() == "book/cpp_for_python" && path.ends_with(ending))
            names.push_back(file.stem());
    return names;
}

}  // namespace

TEST_CASE("every code block is what its file holds") {
    apply_rule([](const Page& page) { return check_code(page, tree()); });
    const auto sketches = check_sketches(pages(), 3);
    CHECK_MESSAGE(sketches.empty(), report(sketches));
}

TEST_CASE("every link and every anchor leads somewhere") {
    apply_rule([](const Page& page) { return check_links(page, tree()); });
}

TEST_CASE("every shown command exists") {
    const auto known = ask_for_commands(root, tree(), build_folder);
    apply_rule([&](const Page& page) { return check_commands(page, tree(), known); });
}

TEST_CASE("no command on any page compiles more than it shows") {
    if (!fs::exists(build_folder / "build.ninja")) {
        MESSAGE("skipped: only ninja tells its plan");
        return;
    }
    FileCounter compiled{build_folder};
    apply_rule([&](const Page& page) { return check_builds(page, std::ref(compiled)); });
}

TEST_CASE("walkthroughs have their eight parts and a Python twin") {
    apply_rule(check_walkthrough, is_walkthrough);
}

TEST_CASE("the book blames nobody and names things") {
    apply_rule(check_words, [](const Page& page) {
        return page.path.starts_with("lessons/") || page.path.starts_with("book/");
    });
}

TEST_CASE("every item under Break it names a patch and every patch is named") {
    apply_rule([](const Page& page) { return check_break_it(page, tree()); },
               is_walkthrough);
}

TEST_CASE("every term of the glossary is defined on a page") {
    apply_rule([](const Page& page) { return check_glossary(page, pages()); },
               [](const Page& page) { return page.path == "book/glossary.md"; });
}

TEST_CASE("the programs of C++ for Python people print what their page shows") {
    const auto page = std::ranges::find(pages(), "book/cpp-for-python.md", &Page::path);
    REQUIRE(page != pages().end());
    const auto findings = check_output(*page, run_topic);
    CHECK_MESSAGE(findings.empty(), report(findings));

    std::set<std::string> shown;
    for (const auto& fence : page->fences)
        if (const auto output = fence.attributes.find("output");
            output != fence.attributes.end())
            shown.insert(output->second);
    for (const auto& topic : topics(".cpp"))
        if (fs::exists(build_folder / "book" / topic))
            CHECK_MESSAGE(shown.contains(topic),
                          "no block shows what " << topic << " prints");
}

#ifdef LOCKSTEP_HAS_PYTHON
TEST_CASE("the Python lines of C++ for Python people hold") {
    REQUIRE_FALSE(topics(".py").empty());
    for (const auto& topic : topics(".py")) CHECK(run_topic(topic + ".py").has_value());
}
#endif
