#include "exercises/runner/graders.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "common/atomic_file.hpp"

namespace lockstep::learn {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Words = std::vector<std::string>;

// Where the paths were when CMake wrote them, and where they are now.
class Moves {
  public:
    Moves(const json& all, const Places& places)
        : moves_{{all.at("build").get<std::string>(), places.tools.string()},
                 {all.at("root").get<std::string>(), places.root.string()}} {}

    // A list is a string as CMake writes it, with semicolons.
    Words words(const json& one, const char* key) const {
        Words words;
        std::istringstream list{one.at(key).get<std::string>()};
        for (std::string word; std::getline(list, word, ';');)
            if (!word.empty()) words.push_back(in_place(word));
        return words;
    }

  private:
    // The build stands within the repository: the first that fits is taken.
    std::string in_place(const std::string& word) const {
        for (const auto& [from, to] : moves_)
            if (const auto at = word.find(from); at != word.npos) {
                const auto end = at + from.size();
                if (end == word.size() || word[end] == '/')
                    return word.substr(0, at) + to + word.substr(end);
            }
        return word;
    }

    std::vector<std::pair<std::string, std::string>> moves_;
};

void append(Words& words, const std::string& before, const Words& more) {
    for (const auto& word : more) words.push_back(before + word);
}

GraderRecipe recipe_of(const json& all, const json& one, const Moves& moves,
                       const fs::path& root) {
    GraderRecipe recipe;
    recipe.exercise = {one.at("exercise").get<std::string>()};
    const Words system = moves.words(all, "system");
    recipe.compile = moves.words(all, "compiler");
    append(recipe.compile, "", moves.words(all, "flags"));
    recipe.link = recipe.compile;
    append(recipe.link, "", moves.words(all, "link_flags"));
    append(recipe.compile, "", moves.words(one, "options"));
    append(recipe.compile, "-D", moves.words(one, "definitions"));
    recipe.system.assign(system.begin(), system.end());
    for (const auto& folder : moves.words(one, "includes")) {
        // To name one of the compiler's own again would change their order.
        if (std::ranges::count(system, folder) > 0) continue;
        const bool ours = folder == root;
        recipe.compile.push_back((ours ? "-I" : "-isystem") + folder);
        if (!ours) recipe.system.emplace_back(folder);
    }
    append(recipe.compile, "", moves.words(one, "use_precompiled"));
    recipe.libraries = moves.words(one, "link");
    for (const auto& file : moves.words(one, "precompiled"))
        recipe.precompiled.emplace_back(file);
    return recipe;
}

}  // namespace

std::vector<GraderRecipe> read_recipes(const Places& places) try {
    const json all = json::parse(read_file(places.graders()));
    const Moves moves{all, places};
    std::vector<GraderRecipe> recipes;
    for (const auto& one : all.at("exercises"))
        recipes.push_back(recipe_of(all, one, moves, places.root));
    return recipes;
} catch (const json::exception& error) {
    throw std::runtime_error{places.graders().string() + ": " + error.what()};
}

}  // namespace lockstep::learn
