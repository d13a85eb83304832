// The mended twin of "delete too early": a file is removed only when the archive has it.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "lessons/03_event_handshake/broken/delete_too_early.hpp"
#include "tests/support/file_size_limit.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep::delete_too_early;
using lockstep::test::FileSizeLimit;
namespace fs = std::filesystem;

namespace {

std::string content_of(const fs::path& file) {
    std::ifstream input{file};
    return {std::istreambuf_iterator<char>{input}, {}};
}

// Three files, the one in the middle empty, and an archive to be.
struct Desk {
    Desk() {
        std::ofstream{files[0]} << "one\n";
        std::ofstream{files[1]};
        std::ofstream{files[2]} << "three\n";
    }
    void pack() const {
        pack_mended(files, archive, [] {});
    }
    int files_left() const {
        int left = 0;
        for (const auto& file : files) left += fs::exists(file) ? 1 : 0;
        return left;
    }
    bool has_no_archive() const {
        return !fs::exists(archive) && !fs::exists(archive.string() + ".part");
    }

    lockstep::test::TemporaryFolder folder;
    fs::path archive = folder.path() + "/archive.txt";
    Files files{folder.path() + "/1", folder.path() + "/2", folder.path() + "/3"};
};

}  // namespace

TEST_CASE("an empty file among others is packed and so are those after it") {
    const Desk desk;
    desk.pack();
    CHECK(content_of(desk.archive) == "one\nthree\n");
    CHECK(desk.files_left() == 0);
}

TEST_CASE("on a full disk no file is removed and nothing half made stays") {
    const Desk desk;
    {
        const FileSizeLimit full{5};
        CHECK_THROWS_AS(desk.pack(), std::runtime_error);
    }
    CHECK(desk.files_left() == 3);
    CHECK(desk.has_no_archive());
}

TEST_CASE("a file that cannot be read is named and no file is removed") {
    const Desk desk;
    fs::remove(desk.files[1]);
    fs::create_directory(desk.files[1]);  // it opens, and gives nothing but an error
    const auto what = "cannot pack " + desk.files[1].string();
    CHECK_THROWS_WITH(desk.pack(), what.c_str());
    CHECK(desk.files_left() == 3);
    CHECK(desk.has_no_archive());
}
