#include <cstdlib>
#include <memory>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/exercises/runner_test/fake_house.hpp"
#include "tests/support/contains.hpp"

using namespace lockstep::test;
using nlohmann::json;

namespace {

struct House : FakeHouse {
    House() { add(tail, grader(tail, "passed")); }

    // Puts the exercise under git and into released.txt; its blob id.
    std::string release() const {
        git({"init", "-q"});
        git({"add", "-f", "exercises/" + tail + ".cpp"});
        const auto blob = git({"hash-object", "-w", "exercises/" + tail + ".cpp"});
        write_file(places().released(), blob.substr(0, 40) + " " + tail + ".cpp\n");
        return blob;
    }
    std::string git(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "git");
        auto how = options();
        how.folder = root();
        const auto result = run_program(arguments, how);
        REQUIRE_MESSAGE(result.exit_code == 0, result.err);
        return result.out;
    }
};

}  // namespace

// ---- Words ----

TEST_CASE("each command of the runner explains itself with an example") {
    const House house;
    for (const auto* command :
         {"list", "check", "hint", "reset", "solution", "verify", "learn"}) {
        const auto help = house.run({command, "--help"});
        CAPTURE(command);
        CHECK(help.exit_code == 0);
        CHECK(contains(help.out, std::string{"Example: ./lockstep "} + command));
    }
    CHECK(contains(house.run({"--help"}).out, "Example: ./lockstep check"));
}

TEST_CASE("a command line that the runner does not understand ends with exit code 2") {
    const House house;
    using Line = std::vector<std::string>;
    for (const auto& line : {Line{},
                             {"fly"},
                             {"check", "9"},
                             {"check", "03/none"},
                             {"check", "03_other/tail"},
                             {"check", "--limit", "0"},
                             {"reset"},
                             {"hint", "03"},
                             {"hint", "03/tail", "--level", "4"},
                             {"reset", ""},
                             {"solution", "tail"},
                             {"verify", "03"}}) {
        const auto result = house.run(line);
        CAPTURE(result.err);
        CHECK(result.exit_code == 2);
        CHECK(result.err.starts_with("lockstep: "));
        CHECK(result.out.empty());
    }
    CHECK(contains(house.run({"check", "03/none"}).err, "There are: 03/tail"));
    CHECK(contains(house.run({"check", "7"}).err, "There are: 03"));
    CHECK(contains(house.run({"reset"}).err, "Give its name, such as 03/last_batch"));
}

TEST_CASE("without a name hint and solution are about the exercise one is at") {
    const House house;
    REQUIRE(house.run({"hint", "03/tail"}).exit_code == 0);
    CHECK(contains(house.run({"hint"}).out, "The second hint."));
    CHECK(house.run({"solution"}).exit_code == 1);
    CHECK(contains(house.run({"solution"}).out, "// the solution of"));
}

TEST_CASE("an exercise may be named by lesson and name or by its file") {
    const House house;
    for (const auto* name : {"03/tail", "3/tail", "03_event_handshake/tail",
                             "exercises/03_event_handshake/tail.cpp",
                             "./exercises/03_event_handshake/tail.cpp"})
        CHECK_MESSAGE(house.run({"check", name}).exit_code == 0, name);
    CHECK(house.run({"check", "exercises/03_event_handshake/"}).exit_code == 0);
}

TEST_CASE("a message in the language that was asked for is put over the English one") {
    const House house;
    write_file(house.places().messages() / "zh/runner.txt",
               "hint number: 提示 {number}\nfrom: nowhere\n");
    write_file(house.places().messages() / ("zh/" + tail + ".txt"),
               "hint 1: 先等待，\n    再看。\n");
    CHECK(house.run({"hint", "03/tail"}, {"LOCKSTEP_LANG=zh_CN"}).out ==
          "提示 1\n先等待，再看。\n");
    CHECK(contains(house.run({"hint", "03/tail"}, {"LANG=zh_CN.UTF-8"}).out,
                   "提示 2\nThe second hint.\n"));
    for (const auto* language : {"LANG=de_DE.UTF-8", "LOCKSTEP_LANG=../zh", "LANG="})
        CHECK(contains(house.run({"hint", "03/tail", "--level", "1"}, {language}).out,
                       "The first hint."));
}

// ---- Hints, reset, solution ----

TEST_CASE("each call for a hint shows one more until there are three") {
    const House house;
    CHECK(lacks(house.run({"hint", "03/tail"}).out, "second"));
    CHECK(contains(house.run({"hint", "03/tail"}).out,
                   "Hint 1\nThe first hint.\n\nHint 2\nThe second hint.\n"));
    CHECK(contains(house.run({"hint", "03/tail"}).out, "The third hint."));
    CHECK(house.run({"hint", "03/tail"}).exit_code == 0);
    CHECK(lacks(house.run({"hint", "03/tail", "--level", "1"}).out, "second"));
}

TEST_CASE("the solution is shown after a second ask or after passing") {
    const House house;
    const auto first = house.run({"solution", "03/tail"});
    CHECK(first.exit_code == 1);
    CHECK(first.out.empty());
    CHECK(contains(first.err, "asks a\nsecond time"));
    const auto second = house.run({"solution", "03/tail"});
    CHECK(second.exit_code == 0);
    CHECK(contains(second.out, "// the solution of " + tail));

    const House other;
    CHECK(other.run({"check", "03/tail"}).exit_code == 0);
    CHECK(other.run({"solution", "03/tail"}).exit_code == 0);
}

TEST_CASE(
    "reset restores the file as it was released and keeps a copy of every version") {
    const House house;
    const auto file = house.places().exercise({tail});
    const std::string shipped = read_text(file);
    house.release();
    for (const std::string number : {"1", "2"}) {
        write_file(file, "my answer " + number + "\n");
        const auto result = house.run({"reset", "03/tail"});
        CHECK(result.exit_code == 0);
        CHECK(read_text(file) == shipped);
        const std::string copy =
            "exercises/saved/03_event_handshake/tail." + number + ".cpp";
        CHECK(contains(result.out, copy));
        CHECK(read_text(house.root() + "/" + copy) == "my answer " + number + "\n");
    }
    CHECK(lacks(house.run({"reset", "03/tail"}).out, "saved"));  // nothing to keep
    std::filesystem::remove(file);
    CHECK(house.run({"reset", "03/tail"}).exit_code == 0);
    CHECK(read_text(file) == shipped);
}

TEST_CASE("reset that cannot be done changes nothing and says why") {
    const House house;
    const auto file = house.places().exercise({tail});
    write_file(file, "mine\n");
    const auto says = [&](const std::string& why, const std::string& path) {
        const auto result = house.run({"reset", "03/tail"}, {"PATH=" + path});
        CHECK(result.exit_code == 1);
        CHECK(contains(result.err, why));
        CHECK(read_text(file) == "mine\n");
        CHECK_FALSE(std::filesystem::exists(house.places().saved()));
    };
    says("was not released yet", std::getenv("PATH"));
    write_file(house.places().released(), std::string(40, 'a') + " " + tail + ".cpp\n");
    says("git does not have the file", std::getenv("PATH"));
    says("not installed", house.bin());
}

// ---- List and progress ----

TEST_CASE("the list shows lessons and marks where the learner is") {
    const House house;
    house.add("04_thread_local/other", "exit 0");
    const auto before = house.run({"list"});
    CHECK(before.exit_code == 0);
    CHECK(contains(before.out, "Lesson 03: a made-up one\n> open    03/tail "));
    CHECK(contains(before.out, "0 of 2 passed."));
    CHECK(house.run({"check", "03/tail"}).exit_code == 0);
    const auto after = house.run({"list"}).out;
    CHECK(contains(after, "  passed  03/tail"));
    CHECK(contains(after, "> open    04/other"));
    const auto whole = json::parse(house.run({"list", "--json"}).out);
    CHECK(whole["at"] == "04_thread_local/other");
    CHECK(whole["exercises"][0]["state"] == "passed");
    CHECK(whole["exercises"][1]["minutes"] == 10);
}

TEST_CASE("two runners at once lose nothing of what is remembered") {
    const FakeHouse house;
    for (int i = 0; i < 6; ++i) {
        const std::string path = "03_event_handshake/e" + std::to_string(i);
        house.add(path, FakeHouse::grader(path, "passed"));
    }
    std::vector<std::unique_ptr<RunningProgram>> runners;
    for (int i = 0; i < 6; ++i)
        runners.push_back(std::make_unique<RunningProgram>(
            house.command({"check", "03/e" + std::to_string(i)}), house.options()));
    for (auto& runner : runners) CHECK(runner->wait().exit_code == 0);
    CHECK(contains(house.run({"list"}).out, "6 of 6 passed."));
}

TEST_CASE("lines of the progress file that nobody understands stay") {
    const House house;
    write_file(house.places().progress(), "# mine\nlater 03_event_handshake/tail x\n");
    CHECK(house.run({"check", "03/tail"}).exit_code == 0);
    CHECK(read_text(house.places().progress()) ==
          "# mine\nlater 03_event_handshake/tail x\npassed 03_event_handshake/tail\n");
}

TEST_CASE("without a list of exercises the runner says what to type") {
    const House house;
    std::filesystem::remove(house.places().graders());
    const auto result = house.run({"list"});
    CHECK(result.exit_code == 1);
    CHECK(contains(result.err, "cmake --preset default"));
}
