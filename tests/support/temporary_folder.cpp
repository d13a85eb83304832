#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "tests/support/run_program.hpp"

namespace lockstep::test {
namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
    path_ = (fs::temp_directory_path() / "lockstep-test-XXXXXX").string();
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
