#include "common/temporary_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace lockstep {

std::filesystem::path make_temporary_folder(const std::string& name) {
    const auto parent = std::filesystem::temp_directory_path();
    std::string folder = (parent / ("lockstep-" + name + "-XXXXXX")).string();
    if (::mkdtemp(folder.data()) == nullptr)
        throw std::system_error{errno, std::generic_category(),
                                "cannot make a folder in " + parent.string()};
    return folder;
}

}  // namespace lockstep
