#include "lessons/03_event_handshake/broken/delete_too_early.hpp"

#include <csignal>
#include <cstdlib>
#include <stdexcept>

#include "common/own_process.hpp"
#include "common/temporary_folder.hpp"

namespace lockstep::delete_too_early {

namespace {

constexpr int file_count = 5;
constexpr int killed_after = 3;
constexpr const char* archive_name = "archive.txt";

Files files_in(const std::filesystem::path& folder) {
    Files files;
    for (int number = 1; number <= file_count; ++number)
        files.push_back(folder / ("stock " + std::to_string(number) + ".xml"));
    return files;
}

int lines_in(const std::filesystem::path& file) {
    std::ifstream input{file};
    int lines = 0;
    for (std::string line; std::getline(input, line);) ++lines;
    return lines;
}

}  // namespace

int readable_after_kill(const std::string& variant) {
    const auto folder = make_temporary_folder("delete-too-early");
    for (const auto& file : files_in(folder)) std::ofstream{file} << "one line a stock\n";

    const Ended child = run_self({"pack-and-die", variant, folder.string()});
    if (child.exit_code != 128 + SIGKILL)
        throw std::runtime_error{"the packing process was not killed: " + child.output};

    int readable = lines_in(folder / archive_name);
    for (const auto& file : files_in(folder)) readable += lines_in(file);
    std::filesystem::remove_all(folder);
    return readable;
}

void pack_and_die(const std::string& variant, const std::filesystem::path& folder) {
    const auto pack = variant == "broken" ? pack_broken : pack_mended;
    int dealt_with = 0;
    pack(files_in(folder), folder / archive_name, [&dealt_with] {
        if (++dealt_with == killed_after) std::raise(SIGKILL);
    });
    std::abort();  // somebody caught SIGKILL, which nobody can
}

}  // namespace lockstep::delete_too_early
