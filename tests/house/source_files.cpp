#include "tests/house/source_files.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace lockstep::house {

namespace fs = std::filesystem;

std::map<std::string, std::string> read_sources(const std::string& root) {
    std::map<std::string, std::string> sources;
    for (const auto* room :
         {"book", "common", "exercises", "lessons", "solutions", "tests"}) {
        if (!fs::exists(fs::path{root} / room)) continue;
        for (const auto& entry :
             fs::recursive_directory_iterator{fs::path{root} / room}) {
            const auto ending = entry.path().extension();
            if (ending == ".cpp" || ending == ".hpp")
                sources[fs::relative(entry.path(), root).string()] =
                    read_file(entry.path());
        }
    }
    return sources;
}

std::string read_file(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) throw std::runtime_error{"cannot read " + path.string()};
    return {std::istreambuf_iterator<char>{file}, {}};
}

void copy_sources(const fs::path& target) {
    const auto options = fs::copy_options::recursive | fs::copy_options::copy_symlinks;
    for (const auto& entry : fs::directory_iterator{LOCKSTEP_SOURCE_DIR}) {
        const auto name = entry.path().filename();
        if (name != "build" && name != ".git" && name != "Testing")
            fs::copy(entry, target / name, options);
    }
}

}  // namespace lockstep::house
