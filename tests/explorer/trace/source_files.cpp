#include "tests/explorer/trace/source_files.hpp"

#include <filesystem>
#include <fstream>
#include <map>
#include <system_error>
#include <vector>

namespace lockstep::explorer {
namespace {

namespace fs = std::filesystem;

struct SourceFile {
    bool has_changed = false;
    std::vector<std::string> lines;
};

SourceFile read_file(const std::string& name) {
    SourceFile file;
    std::ifstream source{name};
    for (std::string line; std::getline(source, line);) file.lines.push_back(line);
    std::error_code none;
    const auto changed = fs::last_write_time(name, none);
    const auto built = fs::last_write_time(fs::canonical("/proc/self/exe", none), none);
    file.has_changed = !none && changed > built;
    return file;
}

// Each is read once.
const SourceFile& file_named(const std::string& name) {
    static std::map<std::string, SourceFile> files;
    const auto found = files.find(name);
    return found != files.end() ? found->second
                                : files.emplace(name, read_file(name)).first->second;
}

}  // namespace

std::string line_in(const std::string& file, int number) {
    const SourceFile& source = file_named(file);
    if (source.has_changed || number < 1 ||
        static_cast<std::size_t>(number) > source.lines.size())
        return "";
    const auto& line = source.lines[static_cast<std::size_t>(number) - 1];
    const auto first = line.find_first_not_of(" \t\r");
    if (first == line.npos) return "";
    return line.substr(first, line.find_last_not_of(" \t\r") + 1 - first);
}

bool has_changed(const std::string& file) {
    return file_named(file).has_changed;
}

int opening_line(const std::string& file, int last) {
    int depth = 0;
    for (int number = last; number > 0 && number > last - 100; --number) {
        const auto line = line_in(file, number);
        for (const char letter : line)
            depth += letter == '}' || letter == ')'   ? 1
                     : letter == '{' || letter == '(' ? -1
                                                      : 0;
        if (depth <= 0) return number;
    }
    return last;
}

}  // namespace lockstep::explorer
