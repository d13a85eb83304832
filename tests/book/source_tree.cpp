#include "tests/book/source_tree.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "tests/support/ctest_list.hpp"
#include "tests/support/run_program.hpp"

namespace lockstep::book {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::uintmax_t largest_read = 1 << 20;

bool is_left_out(const fs::path& name) {
    return name.string().starts_with("build") || name == ".git" || name == "Testing" ||
           name == "__pycache__";
}

std::string contents(const fs::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

// What a program prints when it is asked something, or an error that shows why it did not
// answer.
std::string answer(const std::vector<std::string>& command, const fs::path& folder) {
    test::RunOptions options;
    options.folder = folder.string();
    options.limit = std::chrono::seconds{60};
    const auto result = test::run_program(command, options);
    if (result.exit_code == 0) return result.out;
    throw std::runtime_error{command[0] + " " + command[1] + " ended with " +
                             std::to_string(result.exit_code) + ": " + result.err};
}

void ask_lesson(KnownCommands& known, const std::string& name, const fs::path& program) {
    const auto folder = program.parent_path();
    known.help[name] = answer({program.string(), "--help"}, folder);
    for (const auto& subcommand : subcommands_in(known.help[name]))
        known.help[name + " " + subcommand] =
            answer({program.string(), subcommand, "--help"}, folder);
}

}  // namespace

Tree read_tree(const fs::path& root) {
    Tree tree;
    for (fs::recursive_directory_iterator i{root}, end; i != end; ++i) {
        if (i->is_directory() && is_left_out(i->path().filename()))
            i.disable_recursion_pending();
        if (!i->is_regular_file()) continue;
        const bool small = i->file_size() <= largest_read;
        tree[i->path().lexically_relative(root).generic_string()] =
            small ? contents(i->path()) : "";
    }
    return tree;
}

std::vector<Page> read_pages(const Tree& tree) {
    std::vector<Page> pages;
    for (const auto& [path, text] : tree)
        if (path.ends_with(".md")) pages.push_back(read_page(path, text));
    return pages;
}

KnownCommands ask_for_commands(const fs::path& root, const Tree& tree,
                               const fs::path& build_folder) {
    KnownCommands known;
    if (tree.contains("lockstep"))
        known.launcher_help = answer({"./lockstep", "help"}, root);
    for (const auto& entry : fs::directory_iterator{root / "lessons"}) {
        const auto folder = entry.path().filename();
        const auto number = folder.string().substr(0, 2);
        known.lessons.insert(number);
        const auto program = build_folder / "lessons" / folder / ("lesson" + number);
        if (fs::exists(program)) ask_lesson(known, "lesson" + number, program);
    }
    known.programs.insert("quote_server");
    for (const auto& [path, text] : tree)
        if (path.starts_with("book/") && path.ends_with(".cpp"))
            known.programs.insert(fs::path{path}.stem());

    const auto listing = Json::parse(test::ctest_list_as_json(build_folder));
    for (const auto& test : listing.at("tests")) known.tests.push_back(test.at("name"));

    const auto presets = Json::parse(tree.at("CMakePresets.json"));
    for (const std::string kind : {"configure", "build", "test", "workflow"})
        for (const auto& preset : presets.at(kind + "Presets"))
            if (!preset.value("hidden", false))
                known.presets[kind].insert(preset.at("name"));
    return known;
}

}  // namespace lockstep::book
