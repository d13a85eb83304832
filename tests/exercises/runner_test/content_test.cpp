// What is judged is what was read: not what a date, another window or another program
// says. And where it cannot be judged at all.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "tests/exercises/runner_test/fake_house.hpp"
#include "tests/support/contains.hpp"

using namespace lockstep::test;
using nlohmann::json;

namespace {

namespace fs = std::filesystem;

// The compiler makes a program of an answer that holds "right", and of no other.
struct ContentDesk : FakeHouse {
    ContentDesk() {
        for (const auto& path : {tail, other})
            add(path, grader(path, "passed", R"(,"checks":["it ends"])"));
        compiler_does("[ $step = link ] || grep -q right \"$answer\" || {\n"
                      "echo \"$answer:1:1: error: this is not C++\"; exit 1; }");
        save("right");
    }
    fs::path file(const std::string& path = tail) const {
        return places().exercise({path});
    }
    void save(const std::string& text) const { write_file(file(), text); }
    json verdict(const std::string& word = "03/tail") const {
        const auto result = run({"check", word, "--json"});
        REQUIRE_MESSAGE(!result.out.empty(), result.err);
        return json::parse(result.out)["exercises"][0];
    }
    RunResult shell(const std::string& script) const {
        std::string line;
        for (const auto& word : command({"check", "03/tail", "--json"}))
            line += " '" + word + "'";
        return run_program({"sh", "-c", script + line}, options());
    }
};

std::string sum_of(const fs::path& file) {
    return run_program({"sha256sum", file.string()}).out.substr(0, 64);
}

// Of 200 kB, once it is compiled.
constexpr const char* large = "#include <vector>\nstd::vector<int> all;\n"
                              "char some[200'000] = {1};\nint main() {}\n";

// Then RLIMIT_NPROC counts; it does not for root.
constexpr const char* as_nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups ";

bool can_be_nobody() {
    const std::string learn = "'" LOCKSTEP_LEARN "' --help >/dev/null";
    return ::geteuid() == 0 &&
           run_program({"sh", "-c", as_nobody + learn}).exit_code == 0;
}

// What a sanitizer asks for is more than such limits leave.
bool is_sanitized() {
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
    return true;
#else
    return false;
#endif
}

}  // namespace

TEST_CASE("a file with an old date is judged anew") {
    const ContentDesk desk;
    CHECK(desk.verdict()["verdict"] == "passed");
    desk.save("this is not C++");
    fs::last_write_time(desk.file(), fs::file_time_type{} - std::chrono::hours{1});
    CHECK(desk.verdict()["verdict"] == "does_not_compile");
    desk.save("right");
    fs::last_write_time(desk.file(), fs::file_time_type{} - std::chrono::hours{1});
    CHECK(desk.verdict()["verdict"] == "passed");
}

TEST_CASE("each verdict names the SHA-256 of what was judged") {
    const ContentDesk desk;
    for (const std::string text : {"right", "this is not C++", "right too\n"}) {
        desk.save(text);
        const auto sum = sum_of(desk.file());
        CHECK(desk.verdict()["sha256"] == sum);
        CHECK(contains(desk.run({"check", "03/tail"}).out,
                       "judged: sha256 " + sum.substr(0, 12) + "\n"));
        CHECK(read_text(desk.build() + "/answers/exercise03_tail/sha256") ==
              sum + "  exercises/" + tail + ".cpp\n");
    }
}

TEST_CASE("a file that is saved while it is judged gets the verdict of what it was") {
    const ContentDesk desk;
    const auto sum = sum_of(desk.file());
    desk.program_is("exercise03_tail", "echo wrong >'" + desk.file().string() + "'\n" +
                                           FakeHouse::grader(tail, "passed"));
    const auto facts = desk.verdict();
    CHECK(facts["verdict"] == "passed");
    CHECK(facts["sha256"] == sum);
    CHECK(facts["changed_since"] == true);
    desk.save("right");
    CHECK(contains(desk.run({"check", "03/tail"}).out, "the file was changed meanwhile"));
    desk.program_is("exercise03_tail", FakeHouse::grader(tail, "passed"));
    desk.save("right");
    CHECK(desk.verdict()["changed_since"] == false);
}

TEST_CASE("an answer that changes the copy which is judged has not passed") {
    const ContentDesk desk;
    desk.program_is("exercise03_tail", "echo more >>../exercises/" + tail + ".cpp\n" +
                                           FakeHouse::grader(tail, "passed"));
    CHECK(desk.verdict()["verdict"] == "ended_early");
}

TEST_CASE("windows that check at once do not disturb each other") {
    const ContentDesk desk;
    write_file(desk.file(other), "right as well");
    // No compiler goes on before all three are under way.
    desk.compiler_does("echo x >>'" + desk.build() + "/begun'; while [ \"$(wc -l <'" +
                       desk.build() + "/begun')\" -lt 3 ]; do sleep 0.01; done");
    std::vector<std::unique_ptr<RunningProgram>> windows;
    for (const std::string word : {"03/tail", "03/other", "03/tail"})
        windows.push_back(std::make_unique<RunningProgram>(
            desk.command({"check", word, "--json"}), desk.options()));
    const std::vector<std::string> paths{tail, other, tail};
    for (std::size_t i = 0; i < windows.size(); ++i) {
        const auto result = windows[i]->wait();
        CHECK(result.exit_code == 0);
        const auto facts = json::parse(result.out)["exercises"][0];
        CHECK(facts["exercise"] == paths[i]);
        CHECK(facts["sha256"] == sum_of(desk.file(paths[i])));
    }
    // The next one takes the first folder again.
    CHECK(desk.verdict()["passed"] == true);
    CHECK_FALSE(fs::exists(desk.build() + "/answers/exercise03_tail+3"));
}

TEST_CASE("no variable makes the runner judge another file than it says") {
    const ContentDesk desk;
    const ContentDesk another;
    another.save("this is not C++");
    const auto result =
        desk.run({"check", "03/tail", "--json"}, {"LOCKSTEP_ROOT=" + another.root(),
                                                  "LOCKSTEP_BUILD=" + another.build()});
    CHECK(json::parse(result.out)["exercises"][0]["verdict"] == "passed");
}

TEST_CASE("a compiler is asked in English whatever the learner speaks") {
    const ContentDesk desk;
    desk.compiler_does("[ \"$LC_ALL$LANGUAGE\" = C.UTF-8 ] && w=error || w=错误\n"
                       "echo \"$answer:1:1: $w: expected ';'\"; exit 1");
    const auto result =
        desk.run({"check", "03/tail"}, {"LC_ALL=zh_CN.UTF-8", "LANGUAGE=zh_CN"});
    CHECK(contains(result.out, "does not compile"));
    CHECK(contains(result.out, "That means A semicolon"));
}

TEST_CASE("what all graders share is named when it is missing") {
    const ContentDesk desk;
    fs::remove(desk.places().grader({tail}));
    const auto result = desk.run({"check", "03/tail"});
    CHECK(result.exit_code == 1);
    CHECK(contains(result.out, "the build does not work"));
    CHECK(contains(result.out, "tests/exercises/03_event_handshake/tail_test.cpp"));
    CHECK(contains(result.out, "graders_core"));
}

// ---- The machine is to blame ----

TEST_CASE("a compiler that the machine lets down gives no verdict") {
    const ContentDesk desk;
    const std::vector<std::pair<std::string, std::string>> sayings{
        {"memory", "virtual memory exhausted: Cannot allocate memory"},
        {"memory", "cc1plus: out of memory allocating 524288 bytes after a total of 1"},
        {"memory", "c++: fatal error: Killed signal terminated program cc1plus"},
        {"memory", "collect2: fatal error: ld terminated with signal 9 [Killed]"},
        {"memory", "clang: error: unable to execute command: Killed"},
        {"processes", "c++: fatal error: cannot execute cc1plus: vfork: Resource "
                      "temporarily unavailable"},
        {"disk",
         "a.cpp:3:1: fatal error: error writing to /t/a.s: No space left on device"},
        {"disk", "/usr/bin/ld: final link failed: No space left on device"},
        {"disk", "/usr/bin/ld: final link failed: Disk quota exceeded"},
        {"disk", "g++: internal compiler error: File size limit exceeded signal "
                 "terminated program as"}};
    for (const std::string step : {"compile", "link"})
        for (const auto& [lack, words] : sayings) {
            desk.compiler_does("[ $step != " + step + " ] || { echo '" + words +
                               "'; exit 1; }");
            CAPTURE(words);
            const auto result = desk.run({"check", "03/tail", "--json"});
            CHECK(result.exit_code == 3);
            const auto whole = json::parse(result.out);
            CHECK(whole["not_judged"] == 1);
            CHECK(whole["rejected"] == 0);
            CHECK(whole["exercises"][0]["verdict"] == "not_judged");
            CHECK(whole["exercises"][0]["check"] == lack);
        }
    const auto result = desk.run({"check", "03/tail"});
    CHECK(contains(result.out, "Title of tail: not judged"));
    CHECK(contains(result.out, "Happened   There is no room left on the disk."));
    CHECK(lacks(result.out, "does not compile"));
}

TEST_CASE("an answer that quotes such words is not believed") {
    const ContentDesk desk;
    for (const std::string words :
         {"$answer:1:2: error: #error No space left on device",
          "$answer:1:9: fatal error: No space left on device: No such file or directory",
          "$answer:1:1: error: no\\n    1 | virtual memory exhausted"}) {
        desk.compiler_does("printf \"" + words + "\\n\"; exit 1");
        CHECK_MESSAGE(desk.verdict()["verdict"] == "does_not_compile", words);
    }
}

TEST_CASE("a file that may not grow gives no verdict") {
    const ContentDesk desk;
    desk.compiler_is(LOCKSTEP_COMPILER);
    desk.save(large);
    for (const std::string blocks : {"0", "4"}) {
        const auto result = desk.shell("ulimit -f " + blocks + "; exec");
        CAPTURE(result.err);
        CHECK(result.exit_code == 3);
        CHECK(lacks(result.out, "does_not_compile"));
    }
}

TEST_CASE("a disk that is full gives no verdict") {
    const ContentDesk desk;
    desk.compiler_is(LOCKSTEP_COMPILER);
    desk.save(large);
    fs::create_directory(desk.build() + "/answers");
    const auto result = desk.shell(
        "exec unshare -m sh -c 'mount -t tmpfs -o size=40k small \"$0\" || exit 77; "
        "exec \"$@\"' '" +
        desk.build() + "/answers'");
    if (result.exit_code == 77 || result.err.find("unshare") != std::string::npos) {
        MESSAGE("skipped: no file system can be mounted here");
        return;
    }
    CHECK(result.exit_code == 3);
    CHECK(contains(result.out, "\"check\": \"disk\""));
}

TEST_CASE("too little memory gives no verdict") {
    if (is_sanitized()) {
        MESSAGE("skipped: a sanitizer needs more memory");
        return;
    }
    const ContentDesk desk;
    desk.compiler_is(LOCKSTEP_COMPILER);
    desk.save(large);
    const auto result = desk.shell("ulimit -v 80000; exec");
    CAPTURE(result.err);
    CHECK(result.exit_code == 3);
    CHECK(lacks(result.out, "does_not_compile"));
}

TEST_CASE("too few processes give no verdict") {
    if (!can_be_nobody()) {
        MESSAGE("skipped: this needs root and setpriv");
        return;
    }
    const ContentDesk desk;
    run_program({"chown", "-R", "65534", fs::path{desk.build()}.parent_path().string()});
    desk.program_is("exercise03_tail",
                    FakeHouse::grader(tail, "exception_escaped", R"(,"check":"x")"));
    for (const std::string most : {"1", "20"}) {
        const auto result =
            desk.shell("exec " + std::string{as_nobody} + "prlimit --nproc=" + most);
        CAPTURE(most);
        CAPTURE(result.err);
        CAPTURE(result.out);
        CHECK(result.exit_code == 3);
    }
}

TEST_CASE("a grader that is killed from outside gives no verdict") {
    const ContentDesk desk;
    desk.program_is("exercise03_tail", "kill -KILL $$");
    const auto result = desk.run({"check", "03/tail", "--json"});
    CHECK(result.exit_code == 3);
    CHECK(contains(result.out, "\"verdict\": \"not_judged\""));
}

// ---- A repository that is not the learner's ----

TEST_CASE("where LOCKSTEP_HOME is set the learner writes there and nowhere else") {
    const ContentDesk desk;
    const std::string home = desk.build() + "/my home";
    const std::string shipped = read_text(desk.file());
    const auto first = desk.run({"check", "03/tail"}, {"LOCKSTEP_HOME=" + home});
    CHECK(first.exit_code == 0);
    const std::string own = home + "/exercises/" + tail + ".cpp";
    CHECK(contains(first.err, "your copy of this exercise is " + own));
    CHECK(read_text(own) == shipped);
    CHECK(contains(read_text(home + "/progress.txt"), "passed " + tail));
    CHECK_FALSE(fs::exists(desk.places().progress()));

    write_file(own, "this is not C++");
    const auto second = desk.run({"check", "03/tail"}, {"LOCKSTEP_HOME=" + home});
    CHECK(second.exit_code == 1);
    CHECK(second.err.empty());
    CHECK(contains(second.out, own + ":1:1: error: this is not C++"));
    CHECK(desk.run({"reset", "03/tail"}, {"LOCKSTEP_HOME=" + home}).exit_code == 0);
    CHECK(read_text(own) == shipped);
    CHECK(read_text(home + "/exercises/saved/" + tail + ".1.cpp") == "this is not C++");
    CHECK(read_text(desk.file()) == shipped);
}

TEST_CASE("in somebody else's repository everything works and nothing is written") {
    if (!can_be_nobody()) {
        MESSAGE("skipped: this needs root and setpriv");
        return;
    }
    const ContentDesk desk;
    write_file(desk.file(other), "right as well");
    const auto house = fs::path{desk.build()}.parent_path();
    run_program({"sh", "-c", "chmod -R go+rX '" + house.string() + "'"});
    const TemporaryFolder home;
    run_program({"chown", "65534", home.path()});
    const auto run = [&](const std::string& words) {
        std::string line;
        for (const auto& word : desk.command({})) line += "'" + word + "' ";
        return run_program({"sh", "-c", "exec " + std::string{as_nobody} + line + words},
                           desk.options({"HOME=" + home.path()}));
    };
    for (const auto* words : {"list", "hint 03/tail", "check 03/tail", "verify",
                              "solution 03/tail", "reset 03/other"}) {
        const auto result = run(words);
        CAPTURE(words);
        CAPTURE(result.err);
        CHECK(result.exit_code == 0);
        CHECK_FALSE(result.out.empty());
    }
    const std::string own = home.path() + "/lockstep";
    CHECK(fs::exists(own + "/exercises/" + tail + ".cpp"));
    CHECK(contains(read_text(own + "/progress.txt"), "passed " + tail));
    CHECK_FALSE(fs::exists(desk.places().progress()));
    CHECK_FALSE(fs::exists(desk.build() + "/answers"));
    CHECK(fs::exists(own + "/build/learn/answers/exercise03_tail/sha256"));
}

TEST_CASE("in an installed folder nothing is written whoever may") {
    using lockstep::learn::find_places;
    ::unsetenv("LOCKSTEP_HOME");
    const TemporaryFolder folder;
    const fs::path installed = folder.path() + "/lib/lockstep", clone = folder.path();
    write_file(installed / "graders.json", "{}");
    write_file(installed / "solutions/README.md", "");
    write_file(installed / "exercises/README.md", "");
    write_file(clone / "exercises/README.md", "");
    const auto alone = find_places(installed, installed);
    CHECK(alone.home != installed);
    CHECK(alone.work == alone.home / "build/learn");
    const auto beside = find_places(clone, installed);
    CHECK(beside.home == clone);
    CHECK(beside.work == clone / "build/learn");
}

TEST_CASE("where nothing can be written hints and solutions are still shown") {
    const ContentDesk desk;
    const std::vector<std::string> nowhere{"LOCKSTEP_HOME=/dev/null/home"};
    const auto hint = desk.run({"hint", "03/tail"}, nowhere);
    CHECK(hint.exit_code == 0);
    CHECK(contains(hint.out, "The first hint."));
    CHECK(contains(hint.err, "cannot be written down"));
    CHECK(contains(hint.err, "/dev/null/home"));
    CHECK(contains(desk.run({"solution", "03/tail"}, nowhere).out, "// the solution of"));
    const auto check = desk.run({"check", "03/tail"}, nowhere);
    CHECK(check.exit_code == 1);
    CHECK(contains(check.err, "/dev/null/home"));
}
