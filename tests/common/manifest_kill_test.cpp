// kill -9 in the middle of writing and packing, again and again in the same folder.
#include <map>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "common/archive.hpp"
#include "common/atomic_file.hpp"
#include "common/manifest.hpp"
#include "tests/common/file_child_content.hpp"
#include "tests/common/file_helpers.hpp"

using namespace lockstep;
using namespace lockstep::test;
namespace fs = std::filesystem;
using NameSet = std::set<std::string>;

namespace {

// The names that a killed child had announced as written.
NameSet written_according_to(const std::string& output) {
    NameSet names;
    std::istringstream words{output};
    for (std::string word; words >> word;) {
        if (word.ends_with(".xml")) names.insert(word);
    }
    return names;
}

// Runs until `last` is written, and is killed somewhere behind that.
NameSet run_and_kill(const fs::path& folder, int first, int last) {
    RunningProgram child{
        {LOCKSTEP_FILE_CHILD, "pipeline", folder.string(), std::to_string(first)}};
    const bool came = child.wait_for_output(fmt::format("{:06}.xml\n", last));
    child.send_signal(SIGKILL);
    const RunResult result = child.wait();
    CAPTURE(result.err);
    REQUIRE(came);
    CHECK(result.exit_code == 128 + SIGKILL);
    return written_according_to(result.out);
}

// Every name in the folder, and in its archives. Whatever has a name must be whole.
NameSet check_what_is_there(const fs::path& folder) {
    NameSet found;
    for (const auto& name : names_in(folder)) {
        if (name.ends_with(".xml")) {
            CHECK(read_file(folder / name) == content_of(name));
            found.insert(name);
        } else if (name.ends_with(".tgz")) {
            for (const auto& entry : read_tgz(folder / name)) {
                CHECK(entry.bytes == content_of(entry.name));
                found.insert(entry.name);
            }
        }
    }
    return found;
}

}  // namespace

TEST_CASE("whenever a run is killed every file it wrote is whole or in a whole archive") {
    const TemporaryFolder folder;
    NameSet written;
    for (int round = 0; round < 12; ++round) {
        const int first = 1 + 1000 * round;
        written.merge(run_and_kill(folder.path(), first, first + round));
        const NameSet found = check_what_is_there(folder.path());
        CHECK(std::ranges::includes(found, written));
    }
    const auto recovery = Manifest{folder.path()}.recover();
    const NameSet found = check_what_is_there(folder.path());
    CHECK(std::ranges::includes(found, written));
    // What still is an XML file is in no archive, and the other way round.
    NameSet loose;
    for (const auto& name : names_in(folder.path())) {
        CHECK(!contains(name, ".lockstep-"));
        if (name.ends_with(".xml")) loose.insert(name);
    }
    CHECK(loose == NameSet{recovery.to_pack.begin(), recovery.to_pack.end()});
    std::map<std::string, int> times;
    for (const auto& name : names_in(folder.path())) {
        if (!name.ends_with(".tgz")) continue;
        for (const auto& entry : list_tgz(fs::path{folder.path()} / name))
            ++times[entry.name];
    }
    for (const auto& [name, count] : times) CHECK(count == 1);
    for (const auto& name : loose) CHECK(times.count(name) == 0);
}
