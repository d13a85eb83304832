#include "common/temporary_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace lockstep {
namespace {

// temp_directory_path() takes the first of these that is set, and names none of them when
// it fails.
std::filesystem::path temporary_files() {
    std::error_code error;
    auto folder = std::filesystem::temp_directory_path(error);
    if (!error) return folder;
    for (const char* variable : {"TMPDIR", "TMP", "TEMP", "TEMPDIR"})
        if (const char* value = std::getenv(variable))
            throw std::system_error{error, std::string{variable} + " names " + value};
    throw std::system_error{error, "/tmp"};
}

}  // namespace

std::filesystem::path make_temporary_folder(const std::string& name) {
    const auto parent = temporary_files();
    std::string folder = (parent / ("lockstep-" + name + "-XXXXXX")).string();
    if (::mkdtemp(folder.data()) == nullptr)
        throw std::system_error{errno, std::generic_category(),
                                "cannot make a folder in " + parent.string()};
    return folder;
}

}  // namespace lockstep
