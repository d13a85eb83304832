// The link compile_commands.json in the root, which editors follow: in a made-up root
// with the real cmake/editors.cmake and nothing to compile.
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "tests/house/source_files.hpp"
#include "tests/support/run_program.hpp"

namespace {

namespace fs = std::filesystem;
using lockstep::test::run_program;
using lockstep::test::TemporaryFolder;

class Root {
  public:
    Root() {
        std::ofstream{fs::path{folder_.path()} / "CMakeLists.txt"}
            << "cmake_minimum_required(VERSION 3.25)\n"
               "project(made_up LANGUAGES NONE)\n"
               "include(" LOCKSTEP_SOURCE_DIR "/cmake/editors.cmake)\n";
    }

    void configure(const std::string& build, const std::string& flags = "") const {
        const auto result = run_program({LOCKSTEP_CMAKE, "-S", folder_.path(), "-B",
                                         path(build), "-DCMAKE_CXX_FLAGS=" + flags});
        CAPTURE(result.err);
        REQUIRE(result.exit_code == 0);
    }

    // Where the link leads; empty when there is none.
    std::string link() const {
        return fs::is_symlink(file()) ? fs::read_symlink(file()).string() : "";
    }
    fs::path file() const { return path("compile_commands.json"); }
    std::string path(const std::string& inside) const {
        return (fs::path{folder_.path()} / inside).string();
    }

  private:
    TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("the newest build gives editors its commands") {
    const Root root;
    root.configure("build");
    CHECK(root.link() == "build/compile_commands.json");
    root.configure("build/default");
    CHECK(root.link() == "build/default/compile_commands.json");
    root.configure("build");
    CHECK(root.link() == "build/compile_commands.json");
}

TEST_CASE("a sanitizer's build serves editors only where no other is there") {
    const Root root;
    root.configure("build/tsan", "-fsanitize=thread");
    CHECK(root.link() == "build/tsan/compile_commands.json");
    root.configure("build/default");
    std::ofstream{root.path("build/default/compile_commands.json")} << "[]";
    root.configure("build/tsan", "-fsanitize=thread");
    CHECK(root.link() == "build/default/compile_commands.json");
}

TEST_CASE("a build that lies elsewhere leaves no link behind") {
    const Root root;
    const TemporaryFolder elsewhere;
    root.configure(elsewhere.path());
    CHECK_FALSE(fs::exists(fs::symlink_status(root.file())));
}

TEST_CASE("commands that somebody made by hand are left alone") {
    const Root root;
    std::ofstream{root.file()} << "[]";
    root.configure("build");
    CHECK(lockstep::house::read_file(root.file()) == "[]");
}
