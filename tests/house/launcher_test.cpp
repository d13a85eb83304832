#include <filesystem>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>
#include <unistd.h>

#include "tests/house/fake_machine.hpp"
#include "tests/support/contains.hpp"

namespace {

using lockstep::house::FakeMachine;
using lockstep::house::Machine;
using lockstep::house::packages_for;
using lockstep::test::contains;
using lockstep::test::run_program;
using Packages = std::set<std::string>;

Packages all_of(std::initializer_list<const char*> users) {
    Packages packages;
    for (const auto* user : users) packages.merge(packages_for(user));
    return packages;
}

Packages without(Packages packages, const std::string& one) {
    packages.erase(one);
    return packages;
}

// The packages in the calls of apt-get install.
Packages asked_for(const std::string& calls) {
    const std::string begin = "apt-get install -y --no-install-recommends";
    Packages packages;
    std::istringstream lines{calls};
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with(begin)) {
            std::istringstream words{line.substr(begin.size())};
            for (std::string word; words >> word;) packages.insert(word);
        }
    return packages;
}

Machine complete_machine() {
    return {.installed = all_of({"1", "2", "3", "test", "bench", "ci"})};
}

lockstep::test::RunResult real_lockstep(std::vector<std::string> arguments,
                                        std::vector<std::string> environment = {}) {
    arguments.insert(arguments.begin(), LOCKSTEP_SOURCE_DIR "/lockstep");
    lockstep::test::RunOptions options;
    options.environment = std::move(environment);
    return run_program(arguments, options);
}

}  // namespace

// ---- Words ----

TEST_CASE("the launcher says what it can do") {
    const auto help = real_lockstep({"help"});
    CHECK(help.exit_code == 0);
    for (const auto* command : {"run", "learn", "check", "verify", "list", "hint",
                                "reset", "solution", "test", "bench", "setup", "doctor"})
        CHECK_MESSAGE(contains(help.out, std::string{"./lockstep "} + command), command);
}

TEST_CASE("what the launcher does not understand ends with exit code 2") {
    const FakeMachine machine{complete_machine()};
    using Line = std::vector<std::string>;
    for (const auto& line : {Line{"fly"},
                             {"run"},
                             {"run", "nine"},
                             {"run", "-3"},
                             {"test", "-R"},
                             {"test", "lesson03"},
                             {"test", "--repeat", "often"},
                             {"test", "--repeat", "0"},
                             {"test", "--preset", "none"},
                             {"bench"},
                             {"bench", "nothing"},
                             {"setup", "more"}}) {
        const auto result = machine.lockstep(line);
        CAPTURE(line.back());
        CHECK(result.exit_code == 2);
        CHECK(result.err.starts_with("lockstep: "));
        CHECK(result.out.empty());
    }
    CHECK_FALSE(contains(machine.calls(), "apt-get"));
    CHECK_FALSE(contains(machine.calls(), "cmake"));
}

TEST_CASE("a lesson that does not exist is answered with those that do") {
    const FakeMachine machine{complete_machine()};
    CHECK(contains(machine.lockstep({"run", "9"}).err, "There are: 1 3"));
    CHECK(contains(machine.lockstep({"run", "2"}).err, "There are: 1 3"));
}

TEST_CASE("a lesson may be named by its folder or by a file in it") {
    const FakeMachine machine{complete_machine()};
    for (const auto* word :
         {"3", "03", "03_event_handshake", "lessons/03_event_handshake/",
          "lessons/03_event_handshake/programs/converter.hpp"}) {
        CAPTURE(word);
        CHECK(contains(machine.lockstep({"run", word, "x"}).out, "with 1 arguments: x"));
    }
    CHECK(machine.lockstep({"run", "exercises/03_event_handshake"}).exit_code == 2);
}

TEST_CASE("an example of the book is built alone and named by its topic or its file") {
    const FakeMachine machine{{}};
    for (const auto* word : {"moves", "book/cpp_for_python/moves.cpp"}) {
        CAPTURE(word);
        CHECK(contains(machine.lockstep({"run", "book", word}).out, "with 0 arguments"));
    }
    CHECK(machine.lockstep({"run", "book/cpp_for_python/moves.cpp"}).exit_code == 0);
    CHECK(asked_for(machine.calls()) == packages_for("book"));
    CHECK(contains(machine.calls(), "--target book_moves -- --quiet\n"));
    CHECK_FALSE(contains(machine.calls(), "--target lesson"));
}

TEST_CASE("a topic that does not exist is answered with those that do") {
    const FakeMachine machine{complete_machine()};
    for (const auto* word : {"price", ""}) {
        const auto result = machine.lockstep({"run", "book", word});
        CHECK(result.exit_code == 2);
        CHECK(contains(result.err, "There are: moves \n"));
    }
}

// ---- Packages ----

TEST_CASE("run installs what the table names for the lesson and nothing else") {
    for (const auto* lesson : {"1", "3"}) {
        const FakeMachine machine{{}};
        CAPTURE(lesson);
        const auto first = machine.lockstep({"run", lesson});
        CHECK(asked_for(machine.calls()) == packages_for(lesson));
        CHECK(contains(first.err, "libpugixml-dev: writes XML"));
    }
    CHECK(packages_for("1").contains("g++"));
    CHECK(packages_for("3").contains("libarchive-dev"));
    CHECK_FALSE(packages_for("1").contains("libarchive-dev"));
}

TEST_CASE("run installs only what is missing") {
    const FakeMachine machine{
        {.installed = without(packages_for("3"), "libarchive-dev")}};
    CHECK(machine.lockstep({"run", "3"}).exit_code == 0);
    CHECK(asked_for(machine.calls()) == Packages{"libarchive-dev"});
}

TEST_CASE("run also installs what a lesson can do more with and goes on without it") {
    const auto with_lesson_5 = [](const FakeMachine& machine) {
        const auto folder = machine.repository() + "/lessons/05_thread_pool";
        std::filesystem::create_directories(folder);
        std::ofstream{folder + "/main.cpp"};
    };
    const FakeMachine machine{{.ready_lessons = "5"}};
    with_lesson_5(machine);
    CHECK(machine.lockstep({"run", "5"}).exit_code == 0);
    CHECK(asked_for(machine.calls()) == all_of({"5", "5+"}));
    CHECK(packages_for("5+").contains("libopencv-core-dev"));
    CHECK_FALSE(packages_for("5").contains("libopencv-core-dev"));

    const FakeMachine without_rights{{.is_root = false,
                                      .sudo_refuses = true,
                                      .installed = packages_for("5"),
                                      .ready_lessons = "5"}};
    with_lesson_5(without_rights);
    const auto result = without_rights.lockstep({"run", "5"});
    CHECK(result.exit_code == 0);
    CHECK(contains(result.err, "  libopencv-core-dev: holds pictures\n"));
    const auto before = without_rights.calls().size();
    CHECK(without_rights.lockstep({"run", "5"}).exit_code == 0);
    CHECK_FALSE(contains(without_rights.calls().substr(before), "cmake --preset"));
}

TEST_CASE("setup installs what lessons and tests need") {
    const FakeMachine machine{{}};
    CHECK(machine.lockstep({"setup"}).exit_code == 0);
    CHECK(asked_for(machine.calls()) == all_of({"1", "3", "test"}));
    const FakeMachine other{{}};
    CHECK(other.lockstep({"setup", "--all"}).exit_code == 0);
    CHECK(asked_for(other.calls()) == all_of({"1", "3", "test", "bench", "ci"}));
}

TEST_CASE("test installs what tests need and leaves the benches alone") {
    const FakeMachine machine{{}};
    CHECK(machine.lockstep({"test"}).exit_code == 0);
    CHECK(asked_for(machine.calls()) == all_of({"1", "3", "test"}));
}

TEST_CASE("without root sudo installs and does not ask when nobody sits there") {
    const FakeMachine machine{{.is_root = false}};
    CHECK(machine.lockstep({"run", "3"}).exit_code == 0);
    CHECK(contains(machine.calls(),
                   "sudo -n env DEBIAN_FRONTEND=noninteractive apt-get update"));
    CHECK(asked_for(machine.calls()) == packages_for("3"));
}

TEST_CASE("without rights it says what to install and what can run now") {
    const FakeMachine machine{{.is_root = false,
                               .sudo_refuses = true,
                               .installed = without(packages_for("3"), "libarchive-dev"),
                               .ready_lessons = "1;2"}};
    const auto result = machine.lockstep({"run", "3"});
    CHECK(result.exit_code == 1);
    CHECK(contains(result.err, "  libarchive-dev: packs and lists .tgz archives\n"));
    CHECK(contains(result.err, "apt-get install --no-install-recommends libarchive-dev"));
    CHECK(contains(result.err, "Lessons that can run now: 1 2"));
    CHECK(result.out.empty());
}

TEST_CASE("on another system it tries with what is there") {
    const FakeMachine machine{{.has_apt = false}};
    CHECK(machine.lockstep({"run", "3"}).exit_code == 0);
    const FakeMachine lacking{{.has_apt = false, .ready_lessons = "1"}};
    const auto result = lacking.lockstep({"run", "3"});
    CHECK(result.exit_code == 1);
    CHECK(contains(result.err, "  libarchive-dev: "));
    CHECK(contains(result.err, "Lessons that can run now: 1"));
}

TEST_CASE("after packages came CMake looks again") {
    const FakeMachine machine{
        {.installed = without(packages_for("3"), "libarchive-dev")}};
    machine.pretend_configured("1;3");
    CHECK(machine.lockstep({"run", "3"}).exit_code == 0);
    CHECK(contains(machine.calls(), "cmake --preset default\n"));
}

TEST_CASE("when a lesson was not ready CMake looks again") {
    const FakeMachine machine{complete_machine()};
    machine.pretend_configured("1");
    CHECK(machine.lockstep({"run", "1"}).exit_code != 2);
    CHECK_FALSE(contains(machine.calls(), "cmake --preset"));
    CHECK(machine.lockstep({"run", "3"}).exit_code == 0);
    CHECK(contains(machine.calls(), "cmake --preset default\n"));
}

TEST_CASE("test goes on with what can be built") {
    const FakeMachine machine{{.has_apt = false, .ready_lessons = "1"}};
    CHECK(machine.lockstep({"test"}).exit_code == 0);
    CHECK(contains(machine.calls(), "\nctest --preset default "));
}

// ---- Running ----

TEST_CASE("run hands its arguments to the lesson in the folder of its user") {
    const FakeMachine machine{complete_machine()};
    const auto result = machine.lockstep_from(
        machine.folder(), {"run", "03", "pipeline", "--out", "a folder"});
    CHECK(result.exit_code == 0);
    CHECK(result.out ==
          "in " + machine.folder() + " with 3 arguments: pipeline --out a folder\n");
}

TEST_CASE("run builds its lesson only and prints the plain commands") {
    const FakeMachine machine{complete_machine()};
    const auto result = machine.lockstep({"run", "3", "--slow"});
    CHECK(contains(result.err, "$ cmake --preset default\n"));
    CHECK(contains(result.err, "$ cmake --build build/default --target lesson03\n"));
    CHECK(contains(result.err,
                   "$ build/default/lessons/03_event_handshake/lesson03 --slow\n"));
}

TEST_CASE("a second run neither installs nor configures") {
    const FakeMachine machine{complete_machine()};
    CHECK(machine.lockstep({"run", "3"}).exit_code == 0);
    const auto before = machine.calls().size();
    CHECK(machine.lockstep({"run", "3"}).exit_code == 0);
    const auto second = machine.calls().substr(before);
    CHECK_FALSE(contains(second, "apt-get"));
    CHECK_FALSE(contains(second, "cmake --preset"));
    CHECK(contains(second, "cmake --build build/default --target lesson03 -- -n\n"));
    CHECK_FALSE(
        contains(second, "cmake --build build/default --target lesson03 -- --quiet\n"));
}

TEST_CASE("a repository that was moved is configured afresh") {
    const FakeMachine machine{complete_machine()};
    CHECK(machine.lockstep({"run", "3"}).exit_code == 0);
    const auto cache = machine.repository() + "/build/default/CMakeCache.txt";
    run_program(
        {"sed", "-i", "s/^CMAKE_HOME.*/CMAKE_HOME_DIRECTORY:INTERNAL=elsewhere/", cache});
    CHECK(machine.lockstep({"run", "3"}).exit_code == 0);
    CHECK(contains(machine.calls(), "cmake --fresh --preset default\n"));
}

TEST_CASE("test hands pattern and preset and repetitions to ctest") {
    const FakeMachine machine{complete_machine()};
    CHECK(machine.lockstep({"test"}).exit_code == 0);
    const std::string jobs = " -j " + std::to_string(::sysconf(_SC_NPROCESSORS_ONLN));
    CHECK(contains(machine.calls(),
                   "cmake --build build/default --target tests -- --quiet\n"
                   "ctest --preset default" +
                       jobs + " -FS . -E ^building \n"));
    CHECK(machine.lockstep({"test", "--all"}).exit_code == 0);
    CHECK(contains(machine.calls(),
                   "cmake --build build/default --target tests_all -- --quiet\n"
                   "ctest --preset default" +
                       jobs + " -C all -FS . -E ^building \n"));
    CHECK(machine.lockstep({"test", "--repeat", "100"}).exit_code == 0);
    CHECK(contains(machine.calls(),
                   jobs + " -FS . -E ^building  -LE once --repeat until-fail:100\n"));
}

TEST_CASE("test of a pattern leaves the building to ctest") {
    const FakeMachine machine{complete_machine()};
    CHECK(machine.lockstep({"test", "-R", "lesson03", "--preset", "tsan"}).exit_code ==
          0);
    CHECK(contains(machine.calls(), " -C all -R lesson03\n"));
    CHECK_FALSE(contains(machine.calls(), "cmake --build"));
}

TEST_CASE("bench names what exists and hands arguments on") {
    const FakeMachine machine{complete_machine()};
    CHECK(contains(machine.lockstep({"bench", "threads"}).err, "There are: queue"));
    const auto result = machine.lockstep({"bench", "queue", "--json"});
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "with 1 arguments: --json"));
    CHECK(contains(machine.calls(),
                   "cmake --build build/release --target bench_queue -- --quiet\n"));
}

TEST_CASE("the learner's commands are built once and then start at once") {
    const FakeMachine machine{complete_machine()};
    const auto first = machine.lockstep({"check", "03/last_batch", "--json"});
    CHECK(first.exit_code == 0);
    CHECK(
        contains(first.err,
                 "$ cmake --build build/default --target lockstep-learn graders_core\n"));
    CHECK(contains(first.out, "with 3 arguments: check 03/last_batch --json\n"));
    const auto second = machine.lockstep({"list"});
    CHECK(contains(second.out, "with 1 arguments: list\n"));
    CHECK(second.err == "$ build/default/exercises/runner/lockstep-learn list\n");
}

// ---- The report ----

TEST_CASE("the doctor reports what a helper asks for and nothing private") {
    const auto result = real_lockstep(
        {"doctor"}, {"HOME=/home/somebody-private", "USER=somebody-private"});
    CHECK(result.exit_code == 0);
    for (const auto* word : {"revision", "system", "WSL", "cores", "memory", "disk",
                             "TMPDIR", "locale", "g++", "clang++", "cmake", "ninja",
                             "python3", "thread", "address", "undefined", "packages:"})
        CHECK_MESSAGE(contains(result.out, std::string{"\n"} + word) !=
                          result.out.starts_with(word),
                      word);
    for (const auto& package : all_of({"1", "2", "3", "test", "bench", "ci"}))
        CHECK_MESSAGE(contains(result.out, "  " + package + ' '), package);
    CHECK_FALSE(contains(result.out, "somebody-private"));
    CHECK_FALSE(contains(result.out, LOCKSTEP_SOURCE_DIR));
}

TEST_CASE("the doctor works where nothing is installed") {
    const FakeMachine machine{{.has_apt = false, .has_compiler = false}};
    const auto result = machine.lockstep({"doctor"});
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "g++        missing\n"));
    CHECK(contains(result.out, "thread     sanitizer does not work\n"));
}
