// Long tests of lesson 03: kills, full and read-only disks, many stocks, many failures.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <thread>

#include "common/archive.hpp"
#include "common/atomic_file.hpp"
#include "common/quote_server.hpp"
#include "common/stock_id.hpp"
#include "lessons/03_event_handshake/programs/pipeline.hpp"
#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using test::contains;
namespace fs = std::filesystem;

namespace {

// Names of whole XML files in the folder and in its archives. An archive that cannot be
// read to its end throws, and a half-written XML file fails the test.
std::set<std::string> safe_names(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder}) {
        const auto name = entry.path().filename().string();
        if (name.starts_with('.')) continue;  // half-written, and hidden
        if (entry.path().extension() == ".xml") {
            CHECK(read_file(entry.path()).ends_with("</data>\n"));
            names.insert(name);
        }
        if (entry.path().extension() == ".tgz")
            for (const auto& packed : read_tgz(entry.path())) names.insert(packed.name);
    }
    return names;
}

// The files that a run said it had written.
std::set<std::string> announced_names(const std::string& output) {
    std::set<std::string> names;
    std::istringstream lines{output};
    for (std::string line; std::getline(lines, line);) {
        const auto end = line.find(".xml is written");
        if (end != std::string::npos && end >= 6) names.insert(line.substr(end - 6, 10));
    }
    return names;
}

std::size_t count(const fs::path& folder, const std::string& extension) {
    return static_cast<std::size_t>(
        std::count_if(fs::directory_iterator{folder}, {}, [&](const auto& entry) {
            return entry.path().extension() == extension;
        }));
}

std::size_t hidden_files(const fs::path& folder) {
    return static_cast<std::size_t>(
        std::count_if(fs::directory_iterator{folder}, {}, [](const auto& entry) {
            return entry.path().filename().string().starts_with('.');
        }));
}

// A small disk of its own, for as long as the object lives.
class SmallDisk {
  public:
    explicit SmallDisk(const std::string& size) {
        mounted_ = mount({"-t", "tmpfs", "-o", "size=" + size, "tmpfs"});
        if (!mounted_) MESSAGE("skipped: only root can mount a small disk");
    }
    ~SmallDisk() {
        if (mounted_) test::run_program({"umount", folder_.path()});
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    bool mounted() const { return mounted_; }
    std::string path() const { return folder_.path(); }
    void remount(const std::string& options) {
        REQUIRE(mount({"-o", "remount," + options}));
    }

  private:
    bool mount(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "mount");
        arguments.push_back(folder_.path());
        return test::run_program(arguments).exit_code == 0;
    }

    test::TemporaryFolder folder_;
    bool mounted_ = false;
};

test::RunResult pipeline(std::vector<std::string> options) {
    options.insert(options.begin(), {LOCKSTEP_PROGRAM, "pipeline", "--delay", "0"});
    test::RunOptions run;
    run.limit = std::chrono::seconds{120};
    return test::run_program(options, run);
}

}  // namespace

TEST_CASE("killed at any moment a run loses nothing and the next one tidies up") {
    std::mt19937 random{20240719};
    for (int round = 0; round < 40; ++round) {
        const test::TemporaryFolder out;
        test::RunningProgram program{{LOCKSTEP_PROGRAM, "pipeline", "--stocks", "40",
                                      "--batch", "3", "--delay", "1", "--out",
                                      out.path()}};
        // Not to wait for anything: it picks the moment of the kill.
        std::this_thread::sleep_for(std::chrono::milliseconds{random() % 120});
        program.send_signal(SIGKILL);
        const auto announced = announced_names(program.wait().out);

        const auto safe = safe_names(out.path());
        for (const auto& name : announced) CHECK_MESSAGE(safe.count(name) == 1, name);

        const auto next =
            pipeline({"--stocks", "1", "--batch", "3", "--out", out.path()});
        CHECK_MESSAGE(next.exit_code == 0, next.err);
        CHECK(count(out.path(), ".xml") == 0);
        CHECK(hidden_files(out.path()) == 0);
        const auto packed = safe_names(out.path());
        for (const auto& name : safe) CHECK_MESSAGE(packed.count(name) == 1, name);
    }
}

TEST_CASE("a full disk is an error and the next run packs what was left") {
    SmallDisk disk{"400k"};
    if (!disk.mounted()) return;
    const auto result =
        pipeline({"--stocks", "500", "--batch", "60", "--out", disk.path()});
    CHECK(result.exit_code == 1);
    CHECK(contains(result.err, disk.path()));
    CHECK(contains(result.err, "No space left"));
    const auto safe = safe_names(disk.path());
    CHECK(safe.size() > 10);

    disk.remount("size=40m");
    CHECK(pipeline({"--stocks", "1", "--out", disk.path()}).exit_code == 0);
    CHECK(count(disk.path(), ".xml") == 0);
    const auto packed = safe_names(disk.path());
    for (const auto& name : safe) CHECK_MESSAGE(packed.count(name) == 1, name);
}

TEST_CASE("a read-only folder is an error that names it") {
    SmallDisk disk{"400k"};
    if (!disk.mounted()) return;
    disk.remount("ro");
    const auto result = pipeline({"--stocks", "3", "--out", disk.path() + "/out"});
    CHECK(result.exit_code == 1);
    CHECK(contains(result.err, disk.path() + "/out"));
    CHECK(contains(result.err, "Read-only"));
}

TEST_CASE("a thousand stocks in batches of a hundred make ten archives") {
    const test::TemporaryFolder out;
    const auto result = pipeline(
        {"--stocks", "1000", "--batch", "100", "--threads", "16", "--out", out.path()});
    CHECK_MESSAGE(result.exit_code == 0, result.err);
    CHECK(count(out.path(), ".tgz") == 10);
    CHECK(safe_names(out.path()).size() == 1000);
}

TEST_CASE("a third of two hundred stocks may fail in every way and the rest is packed") {
    QuoteServerOptions options;
    options.fault_probability = 0.3;
    options.seed = 7;
    QuoteServer server{options};
    const test::TemporaryFolder out;
    PipelineSettings settings;
    settings.ids = stock_ids(200);
    settings.downloads.url_template = server.csv_url();
    settings.downloads.threads = 16;
    settings.downloads.limits.read = settings.downloads.limits.total =
        std::chrono::seconds{2};
    settings.batch_size = 7;
    settings.out = out.path();
    Pace pace;
    const auto report = run_pipeline(settings, pace, {});
    CHECK(report.failures.size() > 20);
    CHECK(report.packed > 100);
    CHECK(report.packed + report.failures.size() == 200);
    CHECK(safe_names(out.path()).size() == report.packed);
    CHECK(count(out.path(), ".xml") == 0);
}

TEST_CASE("the real quotes all end up in archives") {
    const char* quotes = std::getenv("LOCKSTEP_REAL_QUOTES");
    if (quotes == nullptr) {
        MESSAGE("skipped: LOCKSTEP_REAL_QUOTES is not set");
        return;
    }
    const test::TemporaryFolder out;
    const auto result =
        pipeline({"--quotes", quotes, "--batch", "50", "--out", out.path()});
    CHECK_MESSAGE(result.exit_code == 0, result.err);
    CHECK(safe_names(out.path()).size() == count(quotes, ".csv"));
}
