// Machines on which the launcher cannot do its work as it is used to: it says why, and
// what helps.
#include <cctype>
#include <filesystem>

#include <doctest/doctest.h>

#include "tests/house/fake_machine.hpp"
#include "tests/support/contains.hpp"

namespace {

namespace fs = std::filesystem;
using lockstep::house::FakeMachine;
using lockstep::test::contains;
using lockstep::test::lacks;

const std::string refused_letters = "\"'`\\#&*;<>?^|";
const std::string sentence = "below a folder whose name holds one of";

}  // namespace

TEST_CASE("the proxies of the caller reach apt-get through sudo") {
    const FakeMachine machine{{.is_root = false}};
    const auto result =
        machine.lockstep({"run", "3"}, {"http_proxy=http://127.0.0.1:1/a b"});
    CHECK(result.exit_code == 0);
    CHECK(contains(result.err, "'http_proxy=http://127.0.0.1:1/a b' apt-get update\n"));
    CHECK(contains(machine.calls(), "proxy of apt-get: http://127.0.0.1:1/a b\n"));
    CHECK(lacks(machine.calls(), "proxy of apt-get: \n"));
    CHECK(lacks(machine.calls(), "https_proxy"));
}

TEST_CASE("an old CMake is told which is needed and where it comes from") {
    for (const auto* version : {"3.22.1", "3.9.6", "2.8.12.2"}) {
        const FakeMachine machine{{.cmake_version = version}};
        CAPTURE(version);
        const auto result = machine.lockstep({"run", "3"});
        CHECK(result.exit_code == 1);
        CHECK(contains(result.err, "CMake 3.25 or later is needed, and this one is " +
                                       std::string{version}));
        CHECK(contains(result.err, "snap install cmake"));
        CHECK(lacks(machine.calls(), "cmake --preset"));
    }
    for (const auto* version : {"3.25.0", "3.31.6", "4.0.2-rc1"}) {
        const FakeMachine machine{{.cmake_version = version}};
        CHECK_MESSAGE(machine.lockstep({"run", "3"}).exit_code == 0, version);
    }
}

TEST_CASE("below a folder with an odd letter the launcher builds or says why not") {
    for (char letter = '!'; letter <= '~'; ++letter) {
        if (std::isalnum(letter) != 0 || letter == '/') continue;
        const FakeMachine machine{{.clone = std::string{"my"} + letter + "lockstep"}};
        CAPTURE(letter);
        const bool refused = refused_letters.find(letter) != std::string::npos;
        const auto result = machine.lockstep({"run", "3"});
        CHECK(result.exit_code == (refused ? 1 : 0));
        CHECK((result.err.find(sentence) != result.err.npos) == refused);
    }
}

TEST_CASE("below a folder with an odd letter CMake says why not") {
    for (const char letter : refused_letters) {
        if (letter == '\\') continue;  // for CMake it divides folders
        const lockstep::test::TemporaryFolder folder;
        const auto clone = folder.path() + "/my" + letter + "lockstep";
        fs::create_directories(clone);
        fs::copy_file(LOCKSTEP_SOURCE_DIR "/CMakeLists.txt", clone + "/CMakeLists.txt");
        const auto result = lockstep::test::run_program(
            {LOCKSTEP_CMAKE, "-S", clone, "-B", clone + "/b"});
        CAPTURE(letter);
        CHECK(result.exit_code != 0);
        CHECK(contains(result.err, sentence));
    }
}
