#include "exercises/runner/includes.hpp"

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>

#include "common/atomic_file.hpp"

namespace lockstep::learn {
namespace {

namespace fs = std::filesystem;

// Without symbolic links and dots, so that a name shows where the file really stands.
fs::path real(const fs::path& path) {
    std::error_code none;
    auto place = fs::weakly_canonical(path, none);
    return none ? path : place;
}

bool is_below(const fs::path& file, const fs::path& folder) {
    const auto differs =
        std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
    return differs.first == folder.end();
}

// Our own files, and their #include lines have no tricks.
void add_included(const fs::path& file, const fs::path& root, std::set<fs::path>& all) {
    static const std::regex include{R"re(\s*#include "([^"]+)".*)re"};
    if (!all.insert(real(file)).second || !fs::is_regular_file(file)) return;
    std::istringstream lines{read_file(file)};
    std::smatch found;
    for (std::string line; std::getline(lines, line);)
        if (std::regex_match(line, found, include))
            add_included(root / found[1].str(), root, all);
}

// Where a package has linked a header to another place, the link stands among the
// system's: no learner has put it there.
bool is_the_systems(const fs::path& file, const std::vector<fs::path>& folders) {
    const bool has_dots = std::ranges::count(file, "..") > 0;
    return std::ranges::any_of(folders, [&](const fs::path& folder) {
        return is_below(real(file), real(folder)) ||
               (!has_dots && is_below(file, folder));
    });
}

// "# 3 "file" 1": from here on it is line 3 of that file, which begins (1), or goes on
// behind what it has included (2).
struct Marker {
    int line = 0;
    std::string file;
    char flag = ' ';
};
std::optional<Marker> marker_in(const std::string& line) {
    if (!line.starts_with("# ") || line.size() < 3 || line[2] < '0' || line[2] > '9')
        return std::nullopt;
    const auto open = line.find('"'), close = line.rfind('"');
    if (open == close) return std::nullopt;
    Marker marker{std::atoi(line.c_str() + 2), "", ' '};
    for (auto at = open + 1; at < close; ++at) {
        if (line[at] == '\\') ++at;
        marker.file += line[at];
    }
    if (close + 2 < line.size()) marker.flag = line[close + 2];
    return marker;
}

}  // namespace

std::vector<fs::path> files_in_rule(const std::string& rule) {
    std::vector<fs::path> files;
    std::string word;
    const auto end_word = [&] {
        if (!word.empty() && !word.ends_with(':')) files.emplace_back(word);
        word.clear();
    };
    for (std::size_t at = 0; at < rule.size(); ++at) {
        const char next = at + 1 < rule.size() ? rule[at + 1] : ' ';
        if ((rule[at] == '\\' && (next == ' ' || next == '#')) ||
            (rule[at] == '$' && next == '$'))
            word += rule[++at];
        else if (rule[at] == '\\' && next == '\n')
            ++at, end_word();
        else if (rule[at] == ' ' || rule[at] == '\n')
            end_word();
        else
            word += rule[at];
    }
    end_word();
    return files;
}

std::optional<fs::path> foreign_file(const Places& places, const GraderRecipe& recipe,
                                     const AnswerCopy& answer,
                                     const std::vector<fs::path>& files) {
    std::set<fs::path> known{real(answer.copy())};
    for (const auto& file : recipe.precompiled) known.insert(real(file));
    add_included(places.grader(recipe.exercise), places.root, known);
    const auto ours = {real(places.root / "lessons"), real(places.root / "common")};
    const auto is_foreign = [&](const fs::path& file) {
        const auto place = real(answer.folder() / file);
        return !known.contains(place) &&
               std::ranges::none_of(
                   ours, [&](const auto& folder) { return is_below(place, folder); }) &&
               !is_the_systems(answer.folder() / file, recipe.system);
    };
    const auto found = std::ranges::find_if(files, is_foreign);
    if (found == files.end()) return std::nullopt;
    return *found;
}

int line_that_includes(const std::string& preprocessed, const fs::path& answer,
                       const fs::path& file) {
    std::vector<Marker> open;  // each file with the line that it is at
    std::istringstream lines{preprocessed};
    for (std::string line; std::getline(lines, line);) {
        const auto marker = marker_in(line);
        if (!marker) {
            if (!open.empty()) ++open.back().line;
            continue;
        }
        if (marker->flag == '2' && open.size() > 1) open.pop_back();
        if (marker->flag == '1' || open.empty())
            open.push_back(*marker);
        else
            open.back() = *marker;
        if (fs::path{open.back().file} != file) continue;
        const auto from = std::ranges::find(open, answer.string(), &Marker::file);
        if (from != open.end()) return from->line;
    }
    return 0;
}

}  // namespace lockstep::learn
