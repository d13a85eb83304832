#include "common/manifest.hpp"

#include <fstream>
#include <thread>

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "common/archive.hpp"
#include "common/atomic_file.hpp"
#include "common/manifest_lines.hpp"
#include "tests/common/file_helpers.hpp"

using namespace lockstep;
using namespace lockstep::test;
namespace fs = std::filesystem;
using Names = std::vector<std::string>;
using Paths = std::vector<fs::path>;

namespace {

// An output folder, and the steps of a run in it that can be left unfinished.
struct Output {
    TemporaryFolder temporary;
    fs::path folder = fs::path{temporary.path()} / "out";

    fs::path path(const std::string& name) const { return folder / name; }
    void put(const std::string& name, const std::string& bytes) const {
        std::ofstream{path(name)} << bytes;
    }
    void write(Manifest& manifest, const std::string& name,
               const std::string& bytes) const {
        manifest.will_write(name, bytes);
        put(name, bytes);
    }
    void pack(Manifest& manifest, const std::string& archive, const Names& names) const {
        manifest.will_pack(archive, names);
        Paths files;
        for (const auto& name : names) files.push_back(path(name));
        pack_tgz(path(archive), files);
    }
    std::string manifest_text() const { return read_file(path("lockstep-manifest.txt")); }
    Manifest::Recovery recover() const { return Manifest{folder}.recover(); }
};

}  // namespace

TEST_CASE("a manifest makes its folder and locks it") {
    const Output output;
    {
        Manifest manifest{output.folder};
        CHECK(manifest.folder() == output.folder);
        const std::string text = error_of([&] { Manifest{output.folder}; });
        CHECK(text == output.folder.string() + " is in use by another run");
    }
    CHECK(error_of([&] { Manifest{output.folder}; }) == "");
    CHECK(output.manifest_text() == "lockstep-manifest 1\n");
    CHECK(names_in(output.folder) == Names{"lockstep-manifest.txt"});
}

TEST_CASE("a folder that cannot be made is named") {
    const Output output;
    std::ofstream{output.folder} << "a file";
    for (const fs::path& folder : {output.folder, output.folder / "deeper"}) {
        CHECK(contains(error_of([&] { Manifest{folder}; }), folder.string()));
    }
}

TEST_CASE("a manifest that is not ours is named and left alone") {
    const Output output;
    fs::create_directories(output.folder);
    const fs::path path = output.path("lockstep-manifest.txt");
    for (const char* text :
         {"", "notes\n", "lockstep-manifest 1", "lockstep-manifest 2\n"}) {
        output.put("lockstep-manifest.txt", text);
        CHECK(contains(error_of([&] { Manifest{output.folder}; }), path.string()));
        CHECK(output.manifest_text() == text);
    }
    fs::remove(path);
    output.put("elsewhere", "lockstep-manifest 1\n");
    fs::create_symlink("elsewhere", path);
    CHECK(contains(error_of([&] { Manifest{output.folder}; }), path.string()));
    CHECK(read_file(output.path("elsewhere")) == "lockstep-manifest 1\n");
}

TEST_CASE("our XML that no archive holds is to be packed in the order it was written") {
    const Output output;
    {
        Manifest manifest{output.folder};
        CHECK(manifest.recover().to_pack.empty());
        for (const char* name : {"b.xml", "a.xml", "c.xml"})
            output.write(manifest, name, name);
        manifest.will_write("announced_only.xml", "<data/>");
        output.write(manifest, "changed.xml", "<data/>");
    }
    output.put("changed.xml", "<dada/>");
    output.put("theirs.xml", "<data/>");
    const Names before = names_in(output.folder);
    const auto recovery = output.recover();
    CHECK(recovery.to_pack == Names{"b.xml", "a.xml", "c.xml"});
    CHECK(recovery.removed.empty());
    CHECK(names_in(output.folder) == before);
}

TEST_CASE("a file announced twice is ours in either form and named once") {
    const Output output;
    {
        Manifest manifest{output.folder};
        output.write(manifest, "a.xml", "<first/>");
        manifest.will_write("a.xml", "<second version/>");
    }
    CHECK(output.recover().to_pack == Names{"a.xml"});
    output.put("a.xml", "<second version/>");
    CHECK(output.recover().to_pack == Names{"a.xml"});
    output.put("a.xml", "<third/>");
    CHECK(output.recover().to_pack.empty());
}

TEST_CASE("XML that is safe in an archive of ours is removed") {
    const Output output;
    {
        Manifest manifest{output.folder};
        for (const char* name : {"a.xml", "b.xml", "c.xml"})
            output.write(manifest, name, name);
        output.pack(manifest, "1.tgz", {"a.xml", "b.xml"});
    }
    const auto recovery = output.recover();
    CHECK(recovery.removed == Names{"a.xml", "b.xml"});
    CHECK(recovery.to_pack == Names{"c.xml"});
    CHECK(names_in(output.folder) == Names{"1.tgz", "c.xml", "lockstep-manifest.txt"});
}

TEST_CASE("XML stays when the archive holds other bytes or is damaged or is not named") {
    const Output output;
    const Names names{"other.xml", "damaged.xml", "unnamed.xml", "linked.xml",
                      "whole.xml"};
    {
        Manifest manifest{output.folder};
        output.write(manifest, "other.xml", "<former/>");
        output.pack(manifest, "1.tgz", {"other.xml"});
        for (const auto& name : names) output.write(manifest, name, "<data/>");
        output.pack(manifest, "2.tgz", {"damaged.xml", "whole.xml"});
        pack_tgz(output.path("3.tgz"), Paths{output.path("unnamed.xml")});
        pack_tgz(output.path("theirs.tgz"), Paths{output.path("linked.xml")});
        manifest.will_pack("4.tgz", Names{"linked.xml"});
        fs::create_symlink("theirs.tgz", output.path("4.tgz"));
    }
    fs::resize_file(output.path("2.tgz"), fs::file_size(output.path("2.tgz")) - 1);
    const auto recovery = output.recover();
    CHECK(recovery.removed.empty());
    CHECK(recovery.to_pack == names);
    for (const auto& name : names) CHECK(read_file(output.path(name)) == "<data/>");
}

TEST_CASE("links and folders with the name of our XML are not ours") {
    const Output output;
    {
        Manifest manifest{output.folder};
        manifest.will_write("link.xml", "<data/>");
        manifest.will_write("folder.xml", "<data/>");
    }
    output.put("target", "<data/>");
    fs::create_symlink("target", output.path("link.xml"));
    fs::create_directory(output.path("folder.xml"));
    CHECK(output.recover().to_pack.empty());
    CHECK(fs::is_symlink(output.path("link.xml")));
}

TEST_CASE("half written hidden files are removed and counted") {
    const Output output;
    { Manifest manifest{output.folder}; }
    output.put(".a.xml.lockstep-abcdef", "<da");
    output.put(".1.tgz.lockstep-ABCDEF", "x");
    output.put(".hidden", "theirs");
    CHECK(output.recover().temporaries == 2);
    CHECK(names_in(output.folder) == Names{".hidden", "lockstep-manifest.txt"});
}

TEST_CASE("a manifest cut at any byte still tells of every whole line") {
    const Output output;
    { Manifest manifest{output.folder}; }
    output.put("a.xml", "<a/>");
    output.put("b.xml", "<b/>");
    const std::string start{manifest_header};
    const std::string last = xml_line("a.xml", fingerprint("<a/>"));
    for (std::size_t size = 0; size <= last.size(); ++size) {
        CAPTURE(size);
        output.put("lockstep-manifest.txt", start + last.substr(0, size));
        Manifest manifest{output.folder};
        manifest.will_write("b.xml", "<b/>");
        const Names to_pack = manifest.recover().to_pack;
        // Without the line feed the line is whole too, as soon as the next one ends it.
        if (size + 1 < last.size())
            CHECK(to_pack == Names{"b.xml"});
        else
            CHECK(to_pack == Names{"a.xml", "b.xml"});
    }
}

TEST_CASE("a line that is cut short tells nothing") {
    const std::string line = "xml a.xml 4 00c0ffee";
    CHECK(parse_manifest(line + "\n").xml_names == Names{"a.xml"});
    CHECK(parse_manifest(line).xml_names.empty());
    for (std::size_t size = 0; size < line.size(); ++size) {
        CHECK(parse_manifest(line.substr(0, size) + "\n").xml_names.empty());
    }
}

TEST_CASE("a line the disk had no room for does not spoil the next") {
    const Output output;
    Manifest manifest{output.folder};
    output.write(manifest, "a.xml", "<a/>");
    std::string text;
    {
        const FileSizeLimit limit{output.manifest_text().size() + 10};
        text = error_of([&] { manifest.will_write("b.xml", "<b/>"); });
        CHECK(contains(error_of([&] { manifest.will_write("b.xml", "<b/>"); }),
                       "too large"));
    }
    CHECK(contains(text, output.path("lockstep-manifest.txt").string()));
    output.write(manifest, "c.xml", "<c/>");
    CHECK(manifest.recover().to_pack == Names{"a.xml", "c.xml"});
}

TEST_CASE("a full disk is reported and the manifest stays readable") {
    if (!can_mount()) {
        MESSAGE("skipped: this system lets us mount nothing");
        return;
    }
    const Output output;
    const fs::path saved = output.folder.parent_path() / "saved";
    fs::create_directories(output.folder);
    const RunResult run = run_with_own_mounts(
        "cd .. && mount -t tmpfs -o size=64k none \"$1\" && \"$0\" record \"$1\" 0\n"
        "cat \"$1/lockstep-manifest.txt\"",
        output.folder.string());
    CHECK(contains(run.err,
                   output.path("lockstep-manifest.txt").string() + ": No space left"));
    const std::size_t lines = parse_manifest(run.out).xml_names.size();
    CHECK(lines > 1000);
    CHECK(lines == static_cast<std::size_t>(std::ranges::count(run.out, '\n')) - 1);
}

TEST_CASE("a manifest that was tampered with leads to no other file") {
    const Output output;
    { Manifest manifest{output.folder}; }
    const std::string bytes = "<data/>";
    const fs::path outside = output.folder.parent_path() / "outside.xml";
    std::ofstream{outside} << bytes;
    for (const char* name : {".hidden.xml", "notes.txt", "a.xml"})
        output.put(name, bytes);
    RunOptions here;
    here.folder = output.folder.string();
    REQUIRE(
        run_program(
            {"tar", "-czPf", "1.tgz", "../outside.xml", ".hidden.xml", "notes.txt"}, here)
            .exit_code == 0);
    const Names names{"../outside.xml",
                      outside.string(),
                      "%2e%2e%2foutside.xml",
                      "..%2Foutside.xml",
                      ".hidden.xml",
                      "%2ehidden.xml",
                      "notes.txt",
                      "a.xml%00",
                      "%61.xm",
                      "a.xml%",
                      ""};
    const Fingerprint print = fingerprint(bytes);
    std::string text{manifest_header};
    for (const auto& name : names)
        text += fmt::format("xml {} {} {:08x}\n", name, print.size, print.crc);
    for (const auto& name : names) text += fmt::format("tgz 1.tgz {}\n", name);
    for (const char* line :
         {"xml a.xml -7 00000000", "xml a.xml 7 +0000000", "xml a.xml", "tgz", "\n"}) {
        text += fmt::format("{}\n", line);
    }
    output.put("lockstep-manifest.txt", text);
    const Names before = names_in(output.folder);
    const auto recovery = output.recover();
    CHECK(recovery.to_pack.empty());
    CHECK(recovery.removed.empty());
    CHECK(names_in(output.folder) == before);
    CHECK(read_file(outside) == bytes);
}

TEST_CASE("only plain names of XML files and archives can be announced") {
    const Output output;
    Manifest manifest{output.folder};
    for (const std::string& name :
         {std::string{"a/b.xml"}, std::string{"../b.xml"}, std::string{".b.xml"},
          std::string{".xml"}, std::string{"b.txt"}, std::string{}, std::string{".."},
          std::string{"a\0.xml", 6}, std::string(252, 'a') + ".xml"}) {
        CAPTURE(name);
        CHECK(error_of([&] { manifest.will_write(name, "x"); }) != "");
        CHECK(error_of([&] { manifest.will_pack("1.tgz", Names{name}); }) != "");
    }
    for (const char* name : {"1.tar", "../1.tgz", ".1.tgz", ""}) {
        CHECK(error_of([&] { manifest.will_pack(name, Names{"a.xml"}); }) != "");
    }
    CHECK(output.manifest_text() == "lockstep-manifest 1\n");
}

TEST_CASE("names with spaces and line feeds and any letters are remembered") {
    const Output output;
    const Names names{"BRK B.xml", "100%.xml", "%20.xml", "two\nlines.xml",
                      "\xE8\x82\xA1\x7F.xml"};
    {
        Manifest manifest{output.folder};
        for (const auto& name : names) output.write(manifest, name, "<data/>");
        CHECK(manifest.recover().to_pack == names);
        output.pack(manifest, "1 2.tgz", names);
    }
    CHECK(output.recover().removed.size() == names.size());
    CHECK(names_in(output.folder) == Names{"1 2.tgz", "lockstep-manifest.txt"});
}

TEST_CASE("archives are numbered above all that are there or were announced") {
    const Output output;
    Manifest manifest{output.folder};
    CHECK(manifest.next_archive_number() == 1);
    CHECK(manifest.next_archive_number() == 1);
    manifest.will_pack("1.tgz", Names{"a.xml"});
    CHECK(manifest.next_archive_number() == 2);
    output.put("7.tgz", "theirs");
    for (const char* name : {"90x.tgz", "-90.tgz", "90.tar", "99999999999.tgz", ".tgz"}) {
        output.put(name, "theirs");
    }
    CHECK(manifest.next_archive_number() == 8);
    manifest.will_pack("9.tgz", Names{"a.xml"});
    fs::remove(output.path("7.tgz"));
    CHECK(manifest.next_archive_number() == 10);
    output.put("999999999.tgz", "theirs");
    CHECK(manifest.next_archive_number() == 1'000'000'000);
}

TEST_CASE("numbers go on in the next run even when the archives were taken away") {
    const Output output;
    {
        Manifest manifest{output.folder};
        output.write(manifest, "a.xml", "<a/>");
        output.pack(manifest, "4.tgz", {"a.xml"});
    }
    fs::remove(output.path("a.xml"));
    fs::remove(output.path("4.tgz"));
    for (int run = 0; run < 3; ++run) {
        Manifest manifest{output.folder};
        manifest.recover();
        CHECK(manifest.next_archive_number() == 5);
    }
}

TEST_CASE("when nothing is left to pack the manifest is shortened under the same lock") {
    const Output output;
    {
        Manifest manifest{output.folder};
        for (const char* name : {"a.xml", "b.xml"}) output.write(manifest, name, name);
        output.pack(manifest, "1.tgz", {"a.xml", "b.xml"});
    }
    {
        Manifest manifest{output.folder};
        CHECK(manifest.recover().removed.size() == 2);
        CHECK(output.manifest_text() == "lockstep-manifest 1\ntgz 1.tgz\n");
        CHECK(error_of([&] { Manifest{output.folder}; }) != "");
        output.write(manifest, "c.xml", "<c/>");
    }
    CHECK(output.recover().to_pack == Names{"c.xml"});
}

TEST_CASE("threads may announce files at the same time") {
    const Output output;
    Manifest manifest{output.folder};
    {
        std::vector<std::jthread> writers;
        for (int writer = 0; writer < 4; ++writer) {
            writers.emplace_back([&manifest, writer] {
                for (int i = 0; i < 100; ++i) {
                    manifest.will_write(fmt::format("{}-{}.xml", writer, i), "<data/>");
                }
                const int number = manifest.next_archive_number();
                manifest.will_pack(fmt::format("{}.tgz", number), Names{"a.xml"});
            });
        }
    }
    const ManifestLines lines = parse_manifest(output.manifest_text());
    CHECK(lines.xml_names.size() == 400);
    CHECK(output.manifest_text().size() == 20 + 400 * 24 - 4 * 10 + 4 * 16);
}
