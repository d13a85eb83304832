#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "tests/support/run_program.hpp"

namespace lockstep::test {
namespace fs = std::filesystem;

namespace {

// Says which variable is at fault, and not only that there is no such folder.
fs::path temporary_files() {
    std::error_code error;
    auto folder = fs::temp_directory_path(error);
    if (!error) return folder;
    const char* named = std::getenv("TMPDIR");
    throw std::system_error{error, named == nullptr
                                       ? std::string{"/tmp"}
                                       : std::string{"TMPDIR names "} + named};
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
    path_ = (temporary_files() / "lockstep-test-XXXXXX").string();
    if (::mkdtemp(path_.data()) == nullptr) {
        throw std::system_error{errno, std::generic_category(), path_};
    }
}

// A test may have made folders read-only; then nothing in them could be removed.
TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::permissions(path_, fs::perms::owner_all, ignored);
    for (fs::recursive_directory_iterator entry{path_, ignored}, end; entry != end;
         entry.increment(ignored)) {
        if (entry->is_directory(ignored) && !entry->is_symlink(ignored)) {
            fs::permissions(entry->path(), fs::perms::owner_all, ignored);
        }
    }
    fs::remove_all(path_, ignored);
}

}  // namespace lockstep::test
