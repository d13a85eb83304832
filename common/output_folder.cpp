#include "common/output_folder.hpp"

#include <system_error>
#include <utility>

#include "common/console.hpp"
#include "common/temporary_folder.hpp"

namespace lockstep {

OutputFolder::OutputFolder(const CommandLine& app, std::string name)
    : name_{std::move(name)} {
    app.flag("--keep", keep_, "keep the temporary folder of this run, and name it last");
}

OutputFolder::~OutputFolder() {
    if (temporary_.empty()) return;
    if (keep_) {
        say_plain("kept: {}", temporary_.string());
        return;
    }
    std::error_code error;
    std::filesystem::remove_all(temporary_, error);
    if (error)
        say_plain_error("cannot remove {}: {}", temporary_.string(), error.message());
}

std::filesystem::path OutputFolder::open(const std::filesystem::path& name) {
    if (!name.empty()) {
        std::filesystem::create_directories(name);
        return name;
    }
    if (temporary_.empty()) temporary_ = make_temporary_folder(name_);
    return temporary_;
}

}  // namespace lockstep
