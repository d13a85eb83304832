#include <doctest/doctest.h>

#include "tests/exercises/runner_test/fake_house.hpp"
#include "tests/support/contains.hpp"

using namespace lockstep::test;

namespace {

namespace fs = std::filesystem;

const std::string counted = "03_event_handshake/counted";
const lockstep::learn::Exercise exercise{counted};
const std::string race = R"(,"check":"every visitor is counted")";

// A house in which ./lockstep new has made an exercise, and whose graders say what they
// should.
struct Study : FakeHouse {
    Study() {
        const fs::path from = LOCKSTEP_SOURCE_DIR "/exercises/runner/template";
        fs::create_directories(places().root / "exercises/runner");
        fs::copy(from, places().root / "exercises/runner/template");
        fs::copy(LOCKSTEP_SOURCE_DIR "/.clang-format", places().root);
        write_file(places().root / "lessons/03_event_handshake/README.md",
                   "# Lesson 03\n\n## The idea\n\nText.\n");
        write_file(list_file(),
                   "# first\n\n# ---- 03 The Event handshake ----\n\n"
                   "add_exercise(03_event_handshake tail EXPLORED)\n\n# ---- 04 "
                   "thread_local ----\n\n# ---- The end ----\n");
        lists(counted);
    }
    fs::path list_file() const {
        return places().root / "tests/exercises/CMakeLists.txt";
    }

    RunResult make() const { return run({"new", "03/counted"}); }
    void answer(const std::string& target, const std::string& verdict,
                const std::string& rest = "") const {
        program_is(target, grader(counted, verdict, rest));
    }
    void grade_all() const {
        answer("exercise03_counted", "data_race", race);
        answer("solution03_counted", "passed",
               R"(,"checks":["every visitor is counted"])");
        answer("wrong03_counted.two_steps", "assertion_failed", race);
        answer("wrong03_counted.volatile", "forbidden", R"(,"check":"volatile")");
        answer("wrong03_counted.own_lock_each", "data_race", race);
        answer("wrong03_counted.always_two", "assertion_failed",
               R"(,"check":"any number of visitors is counted")");
        answer("wrong03_counted.right_atomic", "passed");
    }
    RunResult dev_check(std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"dev-check", "03/counted"});
        return run(more);
    }
};

}  // namespace

TEST_CASE("new makes every file of an exercise and its line in the list") {
    const Study study;
    const auto result = study.make();
    CHECK_MESSAGE(result.exit_code == 0, result.err);
    const auto places = study.places();
    for (const auto& file :
         {places.exercise(exercise), places.solution(exercise), places.grader(exercise),
          places.messages() / "en" / (counted + ".txt")}) {
        CHECK_MESSAGE(fs::exists(file), file);
        CHECK(lacks(read_text(file), "{FOLDER}"));
        CHECK(lacks(read_text(file), "{NAME}"));
    }
    CHECK(read_text(study.list_file()) ==
          "# first\n\n# ---- 03 The Event handshake ----\n\n"
          "add_exercise(03_event_handshake tail EXPLORED)\n"
          "add_exercise(03_event_handshake counted EXPLORED)\n\n# ---- 04 thread_local "
          "----\n\n# ---- The end ----\n");
}

TEST_CASE("new puts the first exercise of a lesson below its heading") {
    const Study study;
    write_file(study.places().root / "lessons/04_thread_local/README.md", "");
    CHECK(study.run({"new", "04/counted"}).exit_code == 0);
    CHECK(contains(read_text(study.list_file()),
                   "# ---- 04 thread_local ----\n\nadd_exercise(04_thread_local counted "
                   "EXPLORED)\n\n# ---- The end"));
}

TEST_CASE("new refuses what is there already and what is no name") {
    const Study study;
    CHECK(study.make().exit_code == 0);
    const auto list = read_text(study.list_file());
    const auto again = study.make();
    CHECK(again.exit_code == 1);
    CHECK(contains(again.err, "is there already"));
    for (const auto* name : {"counted", "03/Counted", "03/../x", "09/counted", "3"})
        CHECK_MESSAGE(study.run({"new", name}).exit_code == 2, name);
    CHECK(read_text(study.list_file()) == list);
}

TEST_CASE("an exercise without findings is ready and is released once") {
    const Study study;
    CHECK(study.make().exit_code == 0);
    study.grade_all();
    const auto before = study.dev_check();
    CHECK(before.exit_code == 1);
    CHECK(before.out ==
          "03/counted:\n  it is not released, ./lockstep dev-check --release "
          "does that\n");
    CHECK(contains(study.compiler_calls(), "wrong03_counted.always_two/"));
    const auto release = study.dev_check({"--release"});
    CHECK(release.exit_code == 0);
    CHECK(release.out == "03/counted: ready\n");
    const auto released = read_text(study.places().released());
    CHECK(released.size() == 41 + counted.size() + 5);
    CHECK(study.dev_check({"--release"}).exit_code == 0);
    CHECK(read_text(study.places().released()) == released);

    write_file(study.places().exercise(exercise),
               read_text(study.places().exercise(exercise)) + "\n// more\n");
    const auto changed = study.dev_check({"--release"});
    CHECK(changed.exit_code == 1);
    CHECK(contains(changed.out, "it was changed after its release"));
    CHECK(read_text(study.places().released()) == released);
}

TEST_CASE("dev-check finds what is missing in the files of an exercise") {
    const Study study;
    CHECK(study.make().exit_code == 0);
    study.grade_all();
    const auto places = study.places();
    write_file(places.exercise(exercise), "// One line.\nint count = 0;\n");
    write_file(places.messages() / "en" / (counted + ".txt"),
               "title: x\nkind: x\nminutes: 1\npage: lessons/03_event_handshake/README.md"
               "#nowhere\nhint 1: a\nhint 2: b\n");
    fs::remove(places.wrong_answers(exercise) / "volatile.cpp");
    fs::remove(places.wrong_answers(exercise) / "right_atomic.cpp");
    write_file(places.wrong_answers(exercise) / "two_steps.cpp", "int count = 0;\n");
    const auto result = study.dev_check();
    CHECK(result.exit_code == 1);
    for (const auto* finding :
         {"there is no TODO", "the comment above has 1 lines", "have no hint 3",
          "there is no page lessons/03_event_handshake/README.md#nowhere",
          "there are 3 wrong answers, not four", "there is no other right answer",
          "two_steps: its first line is no // Wrong:",
          "two_steps: it has no line // Verdict",
          "no expected: in [every visitor is counted]"})
        CHECK(contains(result.out, finding));
}

TEST_CASE("dev-check finds a part of the page that is not there") {
    const Study study;
    CHECK(study.make().exit_code == 0);
    study.grade_all();
    const auto messages = study.places().messages() / "en" / (counted + ".txt");
    write_file(messages, "part: Stair 77\n" + read_text(messages));
    CHECK(contains(study.dev_check().out, "there is no **Stair 77 in lessons/"));
}

TEST_CASE("dev-check finds answers whose verdict is another one") {
    const Study study;
    CHECK(study.make().exit_code == 0);
    study.grade_all();
    for (const auto* verdict : {"passed", "hang"}) {
        study.answer("exercise03_counted", verdict);
        CHECK(contains(study.dev_check().out,
                       std::string{"as shipped its verdict is "} + verdict));
    }
    study.answer("solution03_counted", "data_race", race);
    study.answer("wrong03_counted.always_two", "passed");
    study.answer("wrong03_counted.right_atomic", "data_race", race);
    study.program_is("wrong03_counted.volatile", "exit 0");
    const auto result = study.dev_check();
    for (const auto* finding :
         {"the solution's verdict is data_race, every visitor is counted",
          "always_two: its verdict is passed, not assertion_failed, any number",
          "right_atomic: its verdict is data_race, every visitor is counted, not passed",
          "volatile: its verdict is ended_early, not forbidden, volatile"})
        CHECK(contains(result.out, finding));
}

TEST_CASE("dev-check takes a verdict without a check from any check") {
    const Study study;
    CHECK(study.make().exit_code == 0);
    study.grade_all();
    const auto file = study.places().wrong_answers(exercise) / "two_steps.cpp";
    write_file(file, "// Wrong: it reads, then writes.\n// Verdict: assertion_failed\n");
    CHECK(study.dev_check({"--release"}).out == "03/counted: ready\n");
    study.answer("wrong03_counted.two_steps", "data_race", race);
    CHECK(contains(study.dev_check().out, "two_steps: its verdict is data_race"));
}

TEST_CASE("dev-check tells an exercise that does not compile") {
    const Study study;
    CHECK(study.make().exit_code == 0);
    study.grade_all();
    study.compiler_does("case $out in */exercise03_counted/*) echo 'a.cpp:1:1: error: "
                        "x'; exit 1 ;; esac");
    CHECK(contains(study.dev_check().out, "as shipped its verdict is does_not_compile"));
}
