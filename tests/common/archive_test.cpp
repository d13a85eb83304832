#include "common/archive.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <span>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "common/atomic_file.hpp"
#include "tests/common/file_helpers.hpp"

using namespace lockstep;
using namespace lockstep::test;
namespace fs = std::filesystem;
using Names = std::vector<std::string>;
using Paths = std::vector<fs::path>;

namespace {

// A folder with files in it, and what an archive of them is called.
struct Shelf {
    TemporaryFolder temporary;
    fs::path folder = temporary.path();
    fs::path archive = folder / "1.tgz";

    fs::path put(const std::string& name, const std::string& bytes) const {
        write_atomically(folder / name, bytes);
        return folder / name;
    }
    std::string pack_error(const Paths& files) const {
        return error_of([&] { pack_tgz(archive, files); });
    }
    std::string read_error() const {
        return error_of([&] { read_tgz(archive); });
    }
    std::string list_error() const {
        return error_of([&] { list_tgz(archive); });
    }
    void check_that_both_refuse() const {
        CHECK(contains(read_error(), archive.string()));
        CHECK(contains(list_error(), archive.string()));
    }
};

// Text whose bytes gzip cannot make much smaller.
std::string noise(std::size_t size) {
    std::string bytes;
    for (unsigned state = 1; bytes.size() < size;
         state = state * 1664525U + 1013904223U) {
        bytes += static_cast<char>(state >> 24U);
    }
    return bytes;
}

std::string gzip(const std::string& bytes) {
    RunOptions options;
    options.input = bytes;
    return run_program({"gzip", "-c"}, options).out;
}
std::string gunzip(const fs::path& archive) {
    return run_program({"gzip", "-dc", archive.string()}).out;
}

// Writes another size into the first header of a tar, with the checksum that belongs to
// it.
void claim_size(std::string& tar, const char* octal) {
    tar.replace(124, 12, octal, 12);
    tar.replace(148, 8, "        ");
    unsigned sum = 0;
    for (int i = 0; i < 512; ++i)
        sum += static_cast<unsigned char>(tar[static_cast<std::size_t>(i)]);
    std::array<char, 8> digits{};
    std::snprintf(digits.data(), digits.size(), "%06o", sum);
    tar.replace(148, 7, digits.data(), 7);
}

}  // namespace

TEST_CASE("what is packed comes back") {
    const Shelf shelf;
    const std::string large = noise(3'000'000);
    const Paths files{shelf.put("b.xml", "<b/>"), shelf.put("a.xml", large),
                      shelf.put("empty.xml", "")};
    const std::size_t size = pack_tgz(shelf.archive, files);
    CHECK(size == fs::file_size(shelf.archive));
    const auto entries = read_tgz(shelf.archive);
    REQUIRE(entries.size() == 3);
    CHECK(entries[0].name == "b.xml");
    CHECK(entries[0].bytes == "<b/>");
    CHECK(entries[1].bytes == large);
    CHECK(entries[2].bytes == "");
    const auto list = list_tgz(shelf.archive);
    REQUIRE(list.size() == 3);
    CHECK(list[1].name == "a.xml");
    CHECK(list[1].size == large.size());
    CHECK(names_in(shelf.folder) == Names{"1.tgz", "a.xml", "b.xml", "empty.xml"});
}

TEST_CASE("an empty archive is never made") {
    const Shelf shelf;
    CHECK(contains(shelf.pack_error({}), shelf.archive.string()));
    CHECK(names_in(shelf.folder).empty());
}

TEST_CASE("packing never replaces a file") {
    const Shelf shelf;
    const fs::path file = shelf.put("a.xml", "<a/>");
    shelf.put("1.tgz", "theirs");
    CHECK(contains(shelf.pack_error({file}), shelf.archive.string() + ": File exists"));
    CHECK(read_file(shelf.archive) == "theirs");
}

TEST_CASE("a file that cannot be packed is named and no archive is made") {
    const Shelf shelf;
    const fs::path good = shelf.put("a.xml", noise(100'000));
    fs::create_directory(shelf.folder / "folder.xml");
    fs::create_symlink("a.xml", shelf.folder / "link.xml");
    REQUIRE(mkfifo((shelf.folder / "pipe.xml").c_str(), 0600) == 0);
    for (const char* name : {"missing.xml", "folder.xml", "link.xml", "pipe.xml"}) {
        const fs::path bad = shelf.folder / name;
        CHECK(contains(shelf.pack_error({good, bad}), bad.string()));
    }
    const fs::path twin = shelf.folder / "folder.xml" / "a.xml";
    write_atomically(twin, "<twin/>");
    CHECK(contains(shelf.pack_error({good, twin}), twin.string()));
    CHECK(names_in(shelf.folder) == Names{"a.xml", "folder.xml", "link.xml", "pipe.xml"});
}

TEST_CASE("a file that grows or shrinks while it is read is an error") {
    const Shelf shelf;
    // The system reports size 0 for the first and 4096 for the second; neither is true.
    for (const char* file :
         {"/proc/self/status", "/sys/kernel/mm/transparent_hugepage/enabled"}) {
        if (!fs::exists(file)) {
            MESSAGE("skipped: this system has no ", file);
            continue;
        }
        CHECK(
            contains(shelf.pack_error({file}), std::string{file} + ": its size changed"));
        CHECK(names_in(shelf.folder).empty());
    }
}

TEST_CASE("a disk that fills up while packing leaves the files and no archive") {
    const Shelf shelf;
    const fs::path file = shelf.put("a.xml", noise(100'000));
    std::string text;
    {
        const FileSizeLimit limit{50'000};
        text = shelf.pack_error({file});
    }
    CAPTURE(text);
    CHECK(contains(text, shelf.archive.string()));
    CHECK(contains(text, "File too large"));
    CHECK(names_in(shelf.folder) == Names{"a.xml"});
}

TEST_CASE("a disk that is full at the very end of an archive is noticed") {
    const Shelf shelf;
    const fs::path file = shelf.put("a.xml", noise(20'000));
    const std::size_t size = pack_tgz(shelf.archive, Paths{file});
    fs::remove(shelf.archive);
    for (const std::size_t missing : {1U, 8U, 20U}) {
        const FileSizeLimit limit{size - missing};
        CHECK(contains(shelf.pack_error({file}), shelf.archive.string()));
    }
    CHECK(names_in(shelf.folder) == Names{"a.xml"});
    const FileSizeLimit limit{size};
    CHECK(pack_tgz(shelf.archive, Paths{file}) == size);
}

TEST_CASE("a full disk leaves the files and no archive") {
    if (!can_mount()) {
        MESSAGE("skipped: this system lets us mount nothing");
        return;
    }
    const Shelf shelf;
    const RunResult run =
        run_with_own_mounts("mount -t tmpfs -o size=64k none \"$1\" && head -c 40000 "
                            "/dev/urandom > \"$1/a.xml\"\n"
                            "\"$0\" pack \"$1/1.tgz\" \"$1/a.xml\"; ls -A \"$1\"",
                            shelf.folder.string());
    CHECK(contains(run.err, shelf.archive.string()));
    CHECK(contains(run.err, "No space left on device"));
    CHECK(run.out == "a.xml\n");
}

TEST_CASE("names in any language survive and other programs read them") {
    const Shelf shelf;
    const std::string chinese = "\xE8\x82\xA1\xE7\xA5\xA8.xml";
    const std::string latin1 = "caf\xE9.xml";  // not UTF-8: kept as bytes
    const std::string longest = std::string(251, 'n') + ".xml";
    Paths files;
    for (const auto& name : {chinese, latin1, longest})
        files.push_back(shelf.put(name, name));
    pack_tgz(shelf.archive, files);
    const auto entries = read_tgz(shelf.archive);
    REQUIRE(entries.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(entries[i].name == files[i].filename().string());
        CHECK(entries[i].bytes == entries[i].name);
    }
    const fs::path target = shelf.folder / "target";
    fs::create_directory(target);
    const RunResult tar =
        run_program({"tar", "-xzf", shelf.archive.string(), "-C", target.string()});
    CHECK(tar.exit_code == 0);
    for (const auto& name : {chinese, latin1, longest})
        CHECK(read_file(target / name) == name);
}

TEST_CASE("GNU tar reads an archive without a word") {
    const Shelf shelf;
    const fs::path file = shelf.put("\xE8\x82\xA1.xml", "<data/>");
    const timespec change{1'700'000'000, 123'456'789};
    const std::array<timespec, 2> times{change, change};
    REQUIRE(utimensat(AT_FDCWD, file.c_str(), times.data(), 0) == 0);
    pack_tgz(shelf.archive, Paths{file});
    const RunResult tar =
        run_program({"tar", "--utc", "--full-time", "--numeric-owner",
                     "--quoting-style=literal", "-tvzf", shelf.archive.string()});
    CHECK(tar.err == "");
    CHECK(tar.out ==
          "-rw-r--r-- 0/0               7 2023-11-14 22:13:20 \xE8\x82\xA1.xml\n");
}

TEST_CASE("an archive cut short at any byte is refused") {
    const Shelf shelf;
    pack_tgz(shelf.archive,
             Paths{shelf.put("a.xml", "<a/>"), shelf.put("b.xml", noise(200))});
    const std::string whole = read_file(shelf.archive);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        std::ofstream{shelf.archive} << whole.substr(0, size);
        shelf.check_that_both_refuse();
        CHECK(contains(shelf.read_error(),
                       size < 2 ? "not compressed" : "it is cut short"));
    }
    std::ofstream{shelf.archive} << whole;
    CHECK(read_tgz(shelf.archive).size() == 2);
}

TEST_CASE("an archive with one wrong byte is refused or means the same") {
    const Shelf shelf;
    pack_tgz(shelf.archive,
             Paths{shelf.put("a.xml", "<a/>"), shelf.put("b.xml", noise(200))});
    const std::string whole = read_file(shelf.archive);
    std::size_t refused = 0;
    for (std::size_t place = 0; place < whole.size(); ++place) {
        CAPTURE(place);
        std::string damaged = whole;
        damaged[place] = static_cast<char>(damaged[place] ^ 0x10);
        std::ofstream{shelf.archive} << damaged;
        try {
            const auto entries = read_tgz(shelf.archive);
            REQUIRE(entries.size() == 2);
            CHECK(entries[0].bytes == "<a/>");
            CHECK(entries[1].bytes == noise(200));
        } catch (const std::runtime_error&) {
            ++refused;
        }
    }
    // Unnoticed go the date in gzip's header, and a copy of zeros taken from other zeros.
    CHECK(refused >= whole.size() * 9 / 10);
}

TEST_CASE("a tar that is cut between two files inside whole gzip is refused") {
    const Shelf shelf;
    pack_tgz(shelf.archive,
             Paths{shelf.put("a.xml", "<a/>"), shelf.put("b.xml", "<b/>")});
    const std::string tar = gunzip(shelf.archive);
    REQUIRE(tar.size() == 3072);
    for (const std::size_t size : {0U, 512U, 1024U, 1536U, 2048U, 2560U}) {
        CAPTURE(size);
        std::ofstream{shelf.archive} << gzip(tar.substr(0, size));
        shelf.check_that_both_refuse();
    }
    std::ofstream{shelf.archive} << gzip(tar);
    CHECK(list_tgz(shelf.archive).size() == 2);
}

TEST_CASE("what is not a tgz is refused by its name") {
    const Shelf shelf;
    pack_tgz(shelf.archive, Paths{shelf.put("a.xml", "<a/>")});
    const std::string tar = gunzip(shelf.archive);
    for (const std::string& bytes : {std::string{}, std::string{"<data/>"}, tar,
                                     gzip("<data/>"), gzip(""), noise(5000)}) {
        std::ofstream{shelf.archive} << bytes;
        shelf.check_that_both_refuse();
    }
    fs::remove(shelf.archive);
    shelf.check_that_both_refuse();
    fs::create_directory(shelf.archive);
    shelf.check_that_both_refuse();
}

TEST_CASE("an archive that holds more than regular files is refused") {
    const Shelf shelf;
    shelf.put("a.xml", "<a/>");
    fs::create_symlink("a.xml", shelf.folder / "link.xml");
    fs::create_hard_link(shelf.folder / "a.xml", shelf.folder / "twin.xml");
    fs::create_directory(shelf.folder / "folder");
    RunOptions here;
    here.folder = shelf.folder.string();
    for (const char* second : {"link.xml", "twin.xml", "folder"}) {
        REQUIRE(run_program({"tar", "-czf", "1.tgz", "a.xml", second}, here).exit_code ==
                0);
        CHECK(contains(shelf.read_error(), second));
        CHECK(contains(shelf.list_error(), second));
    }
}

TEST_CASE("an entry that claims to be huge is refused before it fills the memory") {
    const Shelf shelf;
    pack_tgz(shelf.archive, Paths{shelf.put("a.xml", "<a/>")});
    std::string tar = gunzip(shelf.archive);
    claim_size(tar, "00000000004");
    std::ofstream{shelf.archive} << gzip(tar);
    CHECK(shelf.read_error() == "");  // the checksum below is not what refuses it
    claim_size(tar, "02000000001");   // 256 MiB and one byte
    std::ofstream{shelf.archive} << gzip(tar);
    CHECK(contains(shelf.read_error(), "a.xml is too large"));
    CHECK(contains(shelf.list_error(), "a.xml is too large"));
}
