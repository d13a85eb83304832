// The rules that keep the book true. Each is a pure function from pages (and what they
// speak of) to findings; no finding means the rule holds. book_test.cpp applies them to
// the real tree, the other tests to small pages that must fail.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/book/markdown.hpp"

namespace lockstep::book {

struct Finding {
    std::string file;
    int line = 0;
    std::string message;
};

// All files of the repository: path from the root, and contents.
using Tree = std::map<std::string, std::string>;

// ---- Code: what a page shows is what the file holds ----

// A block marked ```cpp file=PATH must be identical to consecutive lines of that file,
// apart from the indentation that all its lines share. C++ and Python blocks of more than
// one line must be marked; "cpp sketch" marks code that stands in no file, and is for
// pages outside lessons/.
std::vector<Finding> check_code(const Page& page, const Tree& tree);
std::vector<Finding> check_sketches(const std::vector<Page>& pages, int allowed);

// A block marked ```text output=PROGRAM must be what that program prints. run gives it,
// or nothing when there is no such program; programs lists those that some page must
// show.
using RunProgram = std::function<std::optional<std::string>(const std::string& program)>;
std::vector<Finding> check_output(const Page& page, const RunProgram& run);

// ---- Links ----

// A relative link leads to a file or folder of the tree, an anchor to a heading, #L12 to
// a line. Links into the web are checked for their form only.
std::vector<Finding> check_links(const Page& page, const Tree& tree);

// ---- Commands ----

struct KnownCommands {
    std::string launcher_help;                // what ./lockstep help prints
    std::set<std::string> lessons;            // "01", "02", …: those in lessons/
    std::map<std::string, std::string> help;  // "lesson03 pipeline" -> its --help
    std::set<std::string> programs;           // others that we build
    std::vector<std::string> tests;           // CTest's names
    std::map<std::string, std::set<std::string>>
        presets;  // "configure", "build", "test", "workflow"
};

// Commands in ```console and ```sh blocks, and inline code that begins as a command of
// ours: the program, its subcommands and options, lessons, tests and presets must exist.
// A word that ends in capitals (N, DIR, lessonNN) and anything in [brackets] or with …
// stands for a choice.
std::vector<Finding> check_commands(const Page& page, const Tree& tree,
                                    const KnownCommands& known);
// The names under "Subcommands:" in a --help text.
std::vector<std::string> subcommands_in(const std::string& help);

// ---- What commands compile ----

// How many files a command compiles where nothing is built yet. Throws
// std::runtime_error where it names what is not there.
using CompiledFiles = std::function<int(const std::vector<std::string>& command)>;
// A command compiles what it shows, and not much else: the bounds stand in
// build_rule.cpp.
std::vector<Finding> check_builds(const Page& page, const CompiledFiles& compiled);

// ---- Walkthroughs ----

// The eight parts in their order, at most 220 lines, a Python twin from the lesson's own
// folder.
std::vector<Finding> check_walkthrough(const Page& page);
// Words that blame the reader, and names that say nothing.
std::vector<Finding> check_words(const Page& page);
// Every patch in the lesson's tests/break_it/ is mentioned and names the tests it turns
// red; every item under "Break it" names a patch.
std::vector<Finding> check_break_it(const Page& page, const Tree& tree);
// Each row of the glossary's table (| term | …) is a term that some other page has in
// bold.
std::vector<Finding> check_glossary(const Page& glossary, const std::vector<Page>& pages);

}  // namespace lockstep::book
