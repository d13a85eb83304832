#include "common/atomic_file.hpp"

#include <fstream>
#include <thread>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "tests/common/file_helpers.hpp"

using namespace lockstep;
using namespace lockstep::test;
namespace fs = std::filesystem;
using Names = std::vector<std::string>;

TEST_CASE("a file has its name only after commit") {
    const TemporaryFolder folder;
    const fs::path path = fs::path{folder.path()} / "a.xml";
    AtomicFile file{path};
    file.write("one ");
    file.write("two");
    const Names before = names_in(folder.path());
    REQUIRE(before.size() == 1);
    CHECK(before[0].starts_with(".a.xml.lockstep-"));
    file.commit();
    CHECK(names_in(folder.path()) == Names{"a.xml"});
    CHECK(read_file(path) == "one two");
}

TEST_CASE("a file that is not flushed is whole under its name too") {
    const TemporaryFolder folder;
    const fs::path path = fs::path{folder.path()} / "a.xml";
    write_atomically(path, "one two", IfExists::refuse, Survives::kill);
    CHECK(names_in(folder.path()) == Names{"a.xml"});
    CHECK(read_file(path) == "one two");
}

TEST_CASE("a file that is not committed leaves nothing behind") {
    const TemporaryFolder folder;
    CHECK(error_of([&] {
              AtomicFile file{fs::path{folder.path()} / "a.xml"};
              file.write("half");
              throw std::runtime_error{"no more"};
          }) == "no more");
    CHECK(names_in(folder.path()).empty());
}

TEST_CASE("a file with the name is replaced unless refusal is asked for") {
    const TemporaryFolder folder;
    const fs::path path = fs::path{folder.path()} / "a.xml";
    write_atomically(path, "first");
    write_atomically(path, "second");
    CHECK(read_file(path) == "second");
    try {
        write_atomically(path, "third", IfExists::refuse);
        FAIL("it was replaced");
    } catch (const std::system_error& error) {
        CHECK(error.code() == std::errc::file_exists);
        CHECK(contains(error.what(), path.string()));
    }
    // Refused at once, so that no large archive is made in vain.
    CHECK(error_of([&] { AtomicFile{path, IfExists::refuse}; }) != "");
    CHECK(read_file(path) == "second");
    CHECK(names_in(folder.path()) == Names{"a.xml"});
}

TEST_CASE("commit refuses when the name was taken meanwhile") {
    const TemporaryFolder folder;
    const fs::path path = fs::path{folder.path()} / "a.xml";
    {
        AtomicFile file{path, IfExists::refuse};
        file.write("ours");
        write_atomically(path, "theirs");
        CHECK(contains(error_of([&] { file.commit(); }), path.string()));
    }
    CHECK(read_file(path) == "theirs");
    CHECK(names_in(folder.path()) == Names{"a.xml"});
}

TEST_CASE("refusal works on a system without renameat2") {
    const TemporaryFolder folder;
    const std::string path = folder.path() + "/a.xml";
    const RunResult first = run_program({LOCKSTEP_FILE_CHILD, "refuse", path});
    if (contains(first.err, "seccomp")) {
        MESSAGE("skipped: this system lets nobody take a system call away");
        return;
    }
    CHECK(first.err == "");
    CHECK(read_file(path) == "new");
    const RunResult second = run_program({LOCKSTEP_FILE_CHILD, "refuse", path});
    CHECK(second.exit_code == 1);
    CHECK(contains(second.err, "File exists"));
    CHECK(names_in(folder.path()) == Names{"a.xml"});
}

TEST_CASE("names as long as the file system takes can be written") {
    const TemporaryFolder folder;
    std::string chinese;
    for (int i = 0; i < 85; ++i) chinese += "\xE8\x82\xA1";
    for (const std::string& name : {std::string(255, 'a'), chinese}) {
        write_atomically(fs::path{folder.path()} / name, "x");
        CHECK(names_in(folder.path()) == Names{name});
        fs::remove(fs::path{folder.path()} / name);
    }
    const std::string path = folder.path() + "/" + std::string(256, 'a');
    for (const IfExists if_exists : {IfExists::replace, IfExists::refuse}) {
        CHECK(contains(error_of([&] { write_atomically(path, "x", if_exists); }), path));
    }
    CHECK(names_in(folder.path()).empty());
}

TEST_CASE("a folder that is missing or is a file is named") {
    const TemporaryFolder folder;
    std::ofstream{folder.path() + "/file"} << "x";
    for (const char* name : {"/missing", "/file"}) {
        const std::string where = folder.path() + name;
        const std::string text = error_of([&] { AtomicFile{where + "/a.xml"}; });
        CAPTURE(text);
        CHECK(contains(text, "folder " + where + ":"));
    }
    for (const char* name : {"", "/", "/.", "/.."}) {
        CHECK(error_of([&] { write_atomically(folder.path() + name, "x"); }) != "");
    }
    CHECK(names_in(folder.path()) == Names{"file"});
}

TEST_CASE("the umask decides who may read a file") {
    const TemporaryFolder folder;
    const std::string path = folder.path() + "/a.xml";
    const mode_t former = umask(027);
    write_atomically(path, "x");
    umask(former);
    struct stat status {};
    REQUIRE(stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0640U);
}

TEST_CASE("a program that is started does not inherit the file") {
    const TemporaryFolder folder;
    const AtomicFile file{folder.path() + "/a.xml"};
    CHECK((fcntl(file.descriptor(), F_GETFD) & FD_CLOEXEC) != 0);
}

TEST_CASE("a write that stops half way leaves the former file") {
    const TemporaryFolder folder;
    const std::string path = folder.path() + "/a.xml";
    write_atomically(path, "former");
    std::string text;
    {
        const FileSizeLimit limit{5000};
        text = error_of([&] { write_atomically(path, std::string(20000, 'x')); });
    }
    CHECK(contains(text, path + ": File too large"));
    CHECK(read_file(path) == "former");
    CHECK(names_in(folder.path()) == Names{"a.xml"});
}

TEST_CASE("a full disk is reported and nothing half written stays") {
    if (!can_mount()) {
        MESSAGE("skipped: this system lets us mount nothing");
        return;
    }
    const TemporaryFolder folder;
    const RunResult run =
        run_with_own_mounts("mount -t tmpfs -o size=64k none \"$1\"; \"$0\" write "
                            "\"$1/a.xml\" 200000; ls -A \"$1\"",
                            folder.path());
    CHECK(contains(run.err, folder.path() + "/a.xml: No space left on device"));
    CHECK(run.out == "");
}

TEST_CASE("a folder on a read-only disk is named") {
    if (!can_mount()) {
        MESSAGE("skipped: this system lets us mount nothing");
        return;
    }
    const TemporaryFolder folder;
    const RunResult run = run_with_own_mounts(
        "mount -t tmpfs -o ro none \"$1\"; \"$0\" write \"$1/a.xml\" 1", folder.path());
    CHECK(run.exit_code == 1);
    CHECK(contains(run.err, "in " + folder.path() + ": Read-only file system"));
}

TEST_CASE("only the hidden files of killed processes are removed") {
    const TemporaryFolder folder;
    const Names stay{".a.lockstep-abcde",  ".a.lockstep-abcdefg",
                     ".a.lockstep-abcde1", ".a.lockstep-abcdef~",
                     "a.lockstep-abcdef",  ".lockstep-abcdef",
                     ".a.lockstep",        "a.xml"};
    for (const auto& name : stay) std::ofstream{folder.path() + "/" + name} << "theirs";
    fs::create_directory(folder.path() + "/.folder.lockstep-abcdef");
    fs::create_symlink("a.xml", folder.path() + "/.link.lockstep-abcdef");
    for (const char* name : {"/.a.lockstep-abcdef", "/.1.tgz.lockstep-XyZabc"}) {
        std::ofstream{folder.path() + name} << "half";
    }
    CHECK(remove_leftover_temporaries(folder.path()) == 2);
    CHECK(names_in(folder.path()).size() == stay.size() + 2);
    CHECK(remove_leftover_temporaries(folder.path()) == 0);
    const std::string missing = folder.path() + "/missing";
    CHECK(contains(error_of([&] { remove_leftover_temporaries(missing); }), missing));
}

TEST_CASE("the hidden file of an unfinished write counts as a leftover") {
    const TemporaryFolder folder;
    const AtomicFile file{folder.path() + "/" + std::string(255, 'a')};
    CHECK(remove_leftover_temporaries(folder.path()) == 1);
}

TEST_CASE("a file is read whole whatever size the system reports") {
    const TemporaryFolder folder;
    for (const std::size_t size : {0U, 1U, 65536U, 300000U}) {
        const std::string path = folder.path() + "/" + std::to_string(size);
        const std::string bytes(size, 'b');
        write_atomically(path, bytes);
        CHECK(read_file(path) == bytes);
    }
    CHECK(contains(read_file("/proc/self/status"), "Pid:"));  // the system says: size 0
    for (const std::string& path : {folder.path(), folder.path() + "/missing"}) {
        CHECK(contains(error_of([&] { read_file(path); }), path));
    }
}

TEST_CASE("threads that write one name leave one whole file") {
    const TemporaryFolder folder;
    const std::string path = folder.path() + "/a.xml";
    {
        std::vector<std::jthread> writers;
        for (char letter = 'a'; letter < 'e'; ++letter) {
            writers.emplace_back([&path, letter] {
                for (int i = 0; i < 10; ++i)
                    write_atomically(path, std::string(10000, letter));
            });
        }
    }
    const std::string bytes = read_file(path);
    CHECK(bytes == std::string(10000, bytes.front()));
    CHECK(names_in(folder.path()) == Names{"a.xml"});
}
