// What git makes of the repository elsewhere: a clone by Git for Windows, used from WSL.
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "tests/house/source_files.hpp"
#include "tests/support/run_program.hpp"

namespace {

namespace fs = std::filesystem;
using lockstep::house::read_file;
using lockstep::test::RunResult;
using lockstep::test::TemporaryFolder;

RunResult run_in(const fs::path& folder, const std::vector<std::string>& command) {
    lockstep::test::RunOptions options;
    options.folder = folder.string();
    // Nobody's settings, and no repository but the one in the folder.
    options.environment = {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null",
                           "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"};
    return lockstep::test::run_program(command, options);
}

void git(const fs::path& folder, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "git");
    const auto result = run_in(folder, arguments);
    REQUIRE_MESSAGE(result.exit_code == 0, result.err);
}

// The sources as they stand here, in a repository of their own, with one file more.
void make_repository(const fs::path& folder, const std::string& picture) {
    fs::create_directories(folder);
    lockstep::house::copy_sources(folder);
    std::ofstream{folder / "picture.jpg", std::ios::binary} << picture;
    git(folder, {"init", "--quiet"});
    git(folder, {"-c", "core.autocrlf=false", "add", "."});
    git(folder, {"-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "--quiet",
                 "--message", "As it stands"});
}

}  // namespace

TEST_CASE("a clone made with autocrlf has every byte and starts the launcher") {
    const TemporaryFolder here;
    const fs::path original = fs::path{here.path()} / "original";
    const fs::path clone = fs::path{here.path()} / "clone";
    const std::string picture{"\xff\xd8\0\r\n\n\r\0", 8};
    make_repository(original, picture);
    git(here.path(), {"clone", "--quiet", "-c", "core.autocrlf=true", original.string(),
                      clone.string()});

    for (const auto& entry : fs::recursive_directory_iterator{original}) {
        const auto path = fs::relative(entry.path(), original);
        if (!entry.is_regular_file() || *path.begin() == ".git") continue;
        if (!fs::exists(clone / path)) continue;  // what .gitignore names
        CHECK_MESSAGE(read_file(clone / path) == read_file(entry.path()), path.string());
    }
    CHECK(read_file(clone / "picture.jpg") == picture);
    const auto help = run_in(clone, {"./lockstep", "help"});
    CHECK(help.exit_code == 0);
    CHECK(help.out.starts_with("Lockstep: "));
}
