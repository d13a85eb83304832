// ./lockstep learn, typed at in a terminal.
#include <filesystem>
#include <fstream>
#include <memory>
#include <thread>

#include <doctest/doctest.h>

#include "tests/exercises/runner_test/fake_house.hpp"
#include "tests/exercises/runner_test/tmux.hpp"
#include "tests/support/contains.hpp"

using namespace lockstep::test;

namespace {

namespace fs = std::filesystem;

// Two exercises whose graders pass an answer that holds the word "right".
struct LearnDesk : FakeHouse {
    LearnDesk() {
        for (const auto& path : {tail, other}) add(path, judge(path));
    }
    std::string judge(const std::string& path) const {
        return "if grep -q right '" + places().exercise({path}).string() + "'; then\n" +
               grader(path, "passed", R"(,"checks":["it ends"])") + "\nfi\n" +
               grader(
                   path, "deadlock",
                   R"(,"check":"seven files are packed","happened":"All wait.","trace":"T1 locks","replay":"R-1","line":3)");
    }
    void save(const std::string& text, const std::string& path = tail) const {
        write_file(places().exercise({path}), text);
    }
    // In the end the exit code, and whether the terminal is as it was.
    std::unique_ptr<Tmux> learn(const std::string& arguments = "",
                                const std::vector<std::string>& environment = {}) const {
        return std::make_unique<Tmux>(
            learn_command(arguments) +
                "; echo \"ended with $?\"; stty -a | tr ' ;' '\\n\\n' | "
                "grep -E -x -e '-?(icanon|echo)' | tr '\\n' ' '; exec sleep 1000",
            options(environment));
    }
    std::string made(const std::string& name) const {
        while (read_text(build() + "/" + name).find('\n') == std::string::npos)
            std::this_thread::yield();
        auto text = read_text(build() + "/" + name);
        text.pop_back();
        return text;
    }
    // Notes its process id in the file `name` and goes on for ever.
    std::string endless(const std::string& name) const {
        return "echo $$ >'" + build() + "/" + name +
               "'; trap '' TERM; while :; do sleep 1; done";
    }
};

bool lives(const std::string& pid) {
    return fs::exists("/proc/" + pid);
}

// Then the test says so and passes.
bool is_without_tmux() {
    if (has_tmux()) return false;
    MESSAGE("skipped: tmux is not installed");
    return true;
}

bool ended_well(const Tmux& terminal, const std::string& code) {
    return terminal.shows("ended with " + code) && terminal.shows("icanon echo") &&
           lacks(terminal.screen(), "-icanon") && lacks(terminal.screen(), "-echo");
}

}  // namespace

TEST_CASE("without a terminal learn names the commands to use") {
    const LearnDesk desk;
    const auto result = desk.run({"learn"});
    CHECK(result.exit_code == 2);
    CHECK(contains(result.err, "./lockstep check 03/tail"));
    auto dumb = desk.options({"TERM=dumb"});
    dumb.terminal = true;
    CHECK(run_program(desk.command({"learn"}), dumb).exit_code == 2);
    CHECK(desk.run({"learn", "03/none"}).exit_code == 2);
}

TEST_CASE("learn shows the verdict each time the file is saved and never moves on") {
    if (is_without_tmux()) return;
    const LearnDesk desk;
    const auto terminal = desk.learn();
    REQUIRE(terminal->shows("Welcome. You begin with 03/tail"));
    REQUIRE(terminal->shows("deadlock"));
    REQUIRE(terminal->shows("watching exercises/03_event_handshake/tail.cpp"));
    REQUIRE(terminal->shows("Looks like This looks like the lost tail"));
    desk.save("right");
    REQUIRE(terminal->shows("03/tail  Title of tail: passed"));
    REQUIRE(terminal->shows("Press n to go on to 03/other"));
    REQUIRE(terminal->shows("s shows our solution"));
    desk.save("wrong again");
    REQUIRE(terminal->shows("deadlock"));
    fs::rename(desk.places().exercise({tail}), desk.build() + "/draft");
    write_file(desk.build() + "/draft", "right too");
    fs::rename(desk.build() + "/draft", desk.places().exercise({tail}));
    REQUIRE(terminal->shows("03/tail  Title of tail: passed"));
    terminal->type({"n"});
    REQUIRE(terminal->shows("03/other"));
    REQUIRE(terminal->shows("deadlock"));
    terminal->type({"q"});
    REQUIRE(ended_well(*terminal, "0"));
}

TEST_CASE("learn says where the learner was") {
    if (is_without_tmux()) return;
    const LearnDesk desk;
    desk.save("right");
    {
        const auto first = desk.learn();
        REQUIRE(first->shows("passed"));
        first->type({"n"});
        REQUIRE(first->shows("watching exercises/03_event_handshake/other.cpp"));
        first->type({"q"});
        REQUIRE(ended_well(*first, "0"));
    }
    const auto again = desk.learn();
    REQUIRE(again->shows(
        "Welcome back. You are at 03/other, \"Title of other\"; 1 of 2 are"));
    const auto chosen = desk.learn("03/tail");
    REQUIRE(chosen->shows("Title of tail: passed"));
}

TEST_CASE("each key of learn shows its page") {
    if (is_without_tmux()) return;
    const LearnDesk desk;
    const auto terminal = desk.learn();
    REQUIRE(terminal->shows("deadlock"));
    terminal->type({"h"});
    REQUIRE(terminal->shows("The first hint."));
    terminal->type({"h", "h"});
    REQUIRE(terminal->shows("The third hint."));
    terminal->type({"p"});
    REQUIRE(terminal->shows("The text of the idea."));
    CHECK(lacks(terminal->screen(), "Not this."));
    terminal->type({"l"});
    REQUIRE(terminal->shows("0 of 2 passed."));
    terminal->type({"t"});
    REQUIRE(terminal->shows("R-1"));
    terminal->type({"?"});
    REQUIRE(terminal->shows("go on here next time"));
    terminal->type({"v"});
    REQUIRE(terminal->shows("All wait. (line 3 of your file)"));
    terminal->type({"s"});
    REQUIRE(terminal->shows("Whoever asks"));
    terminal->type({"s"});
    REQUIRE(terminal->shows("// the solution of 03_event_handshake/tail"));
    const auto before = desk.compiler_calls().size();
    terminal->type({"r"});
    REQUIRE(terminal->shows("deadlock"));
    REQUIRE(terminal->shows("watching"));
    CHECK(desk.compiler_calls().size() > before);
}

TEST_CASE("learn tells where the grader has written the page of a trace") {
    if (is_without_tmux()) return;
    const LearnDesk desk;
    desk.program_is("exercise03_tail",
                    "echo page >\"$LOCKSTEP_TRACE_HTML\"\n" + desk.judge(tail));
    const auto terminal = desk.learn();
    REQUIRE(terminal->shows("deadlock"));
    terminal->type({"t"});
    REQUIRE(terminal->shows("Step through it in a browser"));
    CHECK(read_text(desk.places().trace_page({tail})) == "page\n");
}

TEST_CASE("reset in learn asks first and keeps a copy") {
    if (is_without_tmux()) return;
    const LearnDesk desk;
    const auto git = [&](std::vector<std::string> arguments) {
        auto how = desk.options();
        how.folder = desk.root();
        arguments.insert(arguments.begin(), "git");
        return run_program(arguments, how).out;
    };
    git({"init", "-q"});
    const auto blob = git({"hash-object", "-w", "exercises/" + tail + ".cpp"});
    REQUIRE(blob.size() == 41);
    write_file(desk.places().released(), blob.substr(0, 40) + " " + tail + ".cpp\n");
    desk.save("right");

    const auto terminal = desk.learn();
    REQUIRE(terminal->shows("passed"));
    terminal->type({"x"});
    REQUIRE(terminal->shows("Press y for yes"));
    terminal->type({"n"});
    REQUIRE(terminal->shows("Title of tail: passed"));
    CHECK(read_text(desk.places().exercise({tail})) == "right");
    terminal->type({"x"});
    REQUIRE(terminal->shows("Press y for yes"));
    terminal->type({"y"});
    REQUIRE(terminal->shows("deadlock"));
    CHECK(read_text(desk.places().exercise({tail})).starts_with("// TODO"));
    CHECK(read_text(desk.root() + "/exercises/saved/" + tail + ".1.cpp") == "right");
    terminal->type({"s"});
    REQUIRE(terminal->shows("// the solution of 03_event_handshake/tail"));
}

TEST_CASE("saving while a build runs kills it and builds what was saved") {
    if (is_without_tmux()) return;
    const LearnDesk desk;
    desk.compiler_does("[ -e '" + desk.build() + "/pid' ] || { " + desk.endless("pid") +
                       "; }");
    const auto terminal = desk.learn();
    const auto pid = desk.made("pid");
    REQUIRE(terminal->shows("compiling"));
    desk.save("right");
    REQUIRE(terminal->shows("Title of tail: passed"));
    CHECK_FALSE(lives(pid));
}

TEST_CASE("quitting kills what runs and gives the terminal back") {
    if (is_without_tmux()) return;
    for (const auto* in_grader : {"", "grader"})
        for (const std::string key : {"q", "C-c"}) {
            const LearnDesk desk;
            CAPTURE(key);
            if (*in_grader == '\0')
                desk.compiler_does(desk.endless("pid"));
            else
                desk.program_is("exercise03_tail", desk.endless("pid"));
            const auto terminal = desk.learn();
            const auto pid = desk.made("pid");
            terminal->type({key});
            REQUIRE(ended_well(*terminal, key == "q" ? "0" : "130"));
            CHECK_FALSE(lives(pid));
        }
}

TEST_CASE("learn that is ended by SIGTERM gives the terminal back") {
    if (is_without_tmux()) return;
    const LearnDesk desk;
    desk.program_is("exercise03_tail",
                    "echo $PPID >'" + desk.build() + "/runner'\n" + desk.judge(tail));
    const auto terminal = desk.learn();
    const auto runner = desk.made("runner");
    REQUIRE(terminal->shows("watching"));
    ::kill(std::stoi(runner), SIGTERM);
    REQUIRE(ended_well(*terminal, "143"));
}

TEST_CASE("learn that is stopped by Ctrl-Z goes on where it was") {
    if (is_without_tmux()) return;
    const LearnDesk desk;
    Tmux terminal{"PS1='prompt ' sh -i", desk.options()};
    terminal.type({desk.learn_command(""), "Enter"});
    REQUIRE(terminal.shows("watching"));
    terminal.type({"C-z"});
    REQUIRE(terminal.shows("prompt"));
    terminal.type({"stty -a | tr ' ' '\\n' | grep -x -e -echo; echo looked", "Enter"});
    REQUIRE(terminal.shows("\nlooked"));
    CHECK(lacks(terminal.screen(), "\n-echo"));
    terminal.type({"clear; fg", "Enter"});
    REQUIRE(terminal.shows("watching exercises"));
    terminal.type({"h"});
    REQUIRE(terminal.shows("The first hint."));
}

TEST_CASE("what does not fit the window is turned page by page") {
    if (is_without_tmux()) return;
    const LearnDesk desk;
    std::string trace = "lanes";
    for (int i = 1; i <= 40; ++i) trace += "\\nrow " + std::to_string(i) + ".";
    desk.program_is(
        "exercise03_tail",
        FakeHouse::grader(tail, "deadlock", R"(,"check":"x","trace":")" + trace + "\""));
    const auto terminal = desk.learn();
    REQUIRE(terminal->shows("of 40 steps"));
    terminal->type({"t"});
    REQUIRE(terminal->shows("row 1."));
    REQUIRE(terminal->shows("space: more"));
    CHECK(lacks(terminal->screen(), "row 40."));
    terminal->type({"Space"});
    terminal->type({"Space"});
    REQUIRE(terminal->shows("row 40."));
    REQUIRE(terminal->shows("q quit"));
    CHECK(lacks(terminal->screen(), "space: more"));
    terminal->type({"b", "b", "b"});
    REQUIRE(terminal->shows("row 1."));
    terminal->resize(60, 12);
    REQUIRE(terminal->shows_no_more("row 12."));
    REQUIRE(terminal->shows("row 1."));
}

TEST_CASE("a verdict is cut so that why and what to read fit the window") {
    if (is_without_tmux()) return;
    const LearnDesk desk;
    const std::string gap(30, ' ');
    std::string trace =
        "   | body" + gap + " | a thread with quite a long name | another one | source";
    for (int i = 1; i <= 40; ++i)
        trace += "\\n   |     " + gap + " | locks mutex_ for the time " +
                 std::to_string(i) + "    |             | tail.cpp:" + std::to_string(i) +
                 "  lock.lock();";
    trace += "\\n ##| waits for another one to end      |                     |  |";
    desk.program_is("exercise03_tail",
                    FakeHouse::grader(tail, "deadlock",
                                      R"(,"check":"seven files are packed","trace":")" +
                                          trace + "\""));
    const auto terminal = desk.learn();
    REQUIRE(terminal->shows("The order in which it went wrong"));
    REQUIRE(terminal->shows("Read       lessons/03_event_handshake/README.md"));
    REQUIRE(terminal->shows("time 40  line 40"));
    REQUIRE(terminal->shows("## body "));
    CHECK(lacks(terminal->screen(), "space: more"));
    terminal->type({"t"});
    REQUIRE(terminal->shows("time 1 "));
    terminal->resize(160, 50);
    REQUIRE(terminal->shows("| source"));
    REQUIRE(terminal->shows("tail.cpp:40  lock.lock();"));
}

TEST_CASE("what the compiler says is cut so that what it means fits the window") {
    if (is_without_tmux()) return;
    const LearnDesk desk;
    desk.compiler_does(
        "echo \"exercises/tail.cpp:7:1: error: expected ';' before 'for'\"; "
        "i=1; while [ $i -lt 50 ]; do echo \"note $i\"; i=$((i+1)); done; "
        "exit 1");
    const auto terminal = desk.learn();
    REQUIRE(terminal->shows("does not compile"));
    REQUIRE(terminal->shows("expected ';' before 'for'"));
    REQUIRE(terminal->shows("That means A semicolon"));
    REQUIRE(terminal->shows("Read       lessons"));
    terminal->type({"t"});
    REQUIRE(terminal->shows("note 9"));
}

TEST_CASE("learn with a lesson begins at its first open exercise") {
    if (is_without_tmux()) return;
    const LearnDesk desk;
    write_file(desk.places().progress(), "at " + tail + "\npassed " + tail + "\n");
    const auto terminal = desk.learn("3");
    REQUIRE(terminal->shows("You are at 03/other"));
    terminal->type({"q"});
    REQUIRE(ended_well(*terminal, "0"));
    write_file(desk.places().progress(), "passed " + tail + "\npassed " + other + "\n");
    const auto again = desk.learn("03");
    REQUIRE(again->shows("You begin with 03/tail"));
}

TEST_CASE("the list opens where the learner is and another exercise can be chosen") {
    if (is_without_tmux()) return;
    const LearnDesk desk;
    for (int i = 10; i < 60; ++i) {
        const auto path = "04_thread_local/e" + std::to_string(i);
        desk.add(path, desk.judge(path));
    }
    const auto terminal = desk.learn("04/e40");
    REQUIRE(terminal->shows("deadlock"));
    terminal->type({"l"});
    REQUIRE(terminal->shows("> open    04/e40"));
    terminal->type({"Down", "Down", "Up", "Down"});
    REQUIRE(terminal->shows("> open    04/e42"));
    CHECK(lacks(terminal->screen(), "> open    04/e40"));
    terminal->type({"Enter"});
    REQUIRE(terminal->shows("watching exercises/04_thread_local/e42.cpp"));
    REQUIRE(terminal->shows("04/e42  Title of e42: deadlock"));
    terminal->type({"Enter"});
    REQUIRE(terminal->shows("go on here next time"));
}

TEST_CASE("learn says whether it compiles or checks") {
    if (is_without_tmux()) return;
    const LearnDesk desk;
    desk.compiler_does(desk.endless("compiler"));
    const auto terminal = desk.learn();
    REQUIRE(terminal->shows("compiling exercises/03_event_handshake/tail.cpp"));
    desk.compiler_does("");
    desk.program_is("exercise03_tail", desk.endless("grader"));
    terminal->type({"r"});
    REQUIRE(terminal->shows("checking exercises/03_event_handshake/tail.cpp"));
}

TEST_CASE("what is less important than the name of the file is cut first") {
    if (is_without_tmux()) return;
    const LearnDesk desk;
    const std::string path = "05_thread_pool/start_all_of_them_then_join";
    desk.add(path, desk.judge(path));
    desk.compiler_does(desk.endless("pid"));
    const auto terminal = desk.learn("05/start_all_of_them_then_join");
    terminal->resize(60, 24);
    REQUIRE(terminal->shows("compiling start_all_of_them_then_join.cpp"));
    terminal->resize(100, 24);
    REQUIRE(terminal->shows("compiling exercises/05_thread_pool/start_all_of_them_then"));
}

TEST_CASE("the page is laid out anew when the window gets another size") {
    if (is_without_tmux()) return;
    const LearnDesk desk;
    const auto terminal = desk.learn();
    REQUIRE(terminal->shows("deadlock"));
    terminal->resize(40, 15);
    REQUIRE(terminal->shows("quit"));
    terminal->type({"l"});
    REQUIRE(terminal->shows("03/other"));
    CHECK(lacks(terminal->screen(), "10 min"));
    terminal->resize(80, 24);
    REQUIRE(terminal->shows("10 min"));
}

TEST_CASE("the page begins at the part that the exercise names") {
    if (is_without_tmux()) return;
    const LearnDesk desk;
    const auto messages = desk.places().messages() / "en" / (tail + ".txt");
    write_file(messages, "part: Stair 9\n" + read_text(messages));
    std::string page = "# Lesson 03\n\n## The idea\n\n";
    for (int i = 1; i <= 30; ++i)
        page += "Paragraph " + std::to_string(i) + "\nends here.\n\n";
    page += "**Stair 9: an answer.** A producer waits.\n";
    for (int i = 31; i <= 60; ++i) page += "\nParagraph " + std::to_string(i) + ".\n";
    write_file(desk.root() + "/lessons/03_event_handshake/README.md", page);
    const auto terminal = desk.learn();
    REQUIRE(terminal->shows("README.md#the-idea, at \"Stair 9\""));
    terminal->type({"p"});
    REQUIRE(terminal->shows("Stair 9: an answer. A producer waits."));
    CHECK(lacks(terminal->screen(), "Paragraph 30"));
    terminal->type({"b"});
    REQUIRE(terminal->shows("Paragraph 30 ends here."));
}

TEST_CASE("progress that cannot be written does not end learn") {
    if (is_without_tmux()) return;
    const LearnDesk desk;
    const auto terminal = desk.learn();
    REQUIRE(terminal->shows("deadlock"));
    REQUIRE(terminal->shows("watching"));
    const auto progress = desk.places().progress();
    fs::rename(progress, desk.build() + "/moved");
    fs::create_directory(progress);
    terminal->type({"h"});
    REQUIRE(terminal->shows("cannot read"));
    desk.save("right");
    REQUIRE(terminal->shows("cannot"));
    fs::remove(progress);
    fs::rename(desk.build() + "/moved", progress);
    terminal->type({"r"});
    REQUIRE(terminal->shows("Title of tail: passed"));
    terminal->type({"q"});
    REQUIRE(ended_well(*terminal, "0"));
}

TEST_CASE("a key that learn does not know shows those that it knows") {
    if (is_without_tmux()) return;
    const LearnDesk desk;
    const auto terminal = desk.learn();
    REQUIRE(terminal->shows("deadlock"));
    terminal->type({"z"});
    REQUIRE(terminal->shows("go on here next time"));
    terminal->type({"H"});
    REQUIRE(terminal->shows("The first hint."));
}

TEST_CASE("the terminal of learn is in colour and with NO_COLOR it is not") {
    if (is_without_tmux()) return;
    for (const std::string no_color : {"NO_COLOR", "NO_COLOR=1"}) {
        const LearnDesk desk;
        const auto terminal = desk.learn("", {no_color});
        REQUIRE(terminal->shows("deadlock"));
        const auto screen = terminal->screen({"-e"});
        CHECK((screen.find("\x1b[") != screen.npos) == (no_color == "NO_COLOR"));
    }
}
