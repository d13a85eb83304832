// The commonest mistakes of the course, really made: what the compiler says to them has a
// plain sentence.
#include <algorithm>

#include <doctest/doctest.h>

#include "exercises/runner/compiler_output.hpp"
#include "exercises/runner/messages.hpp"
#include "tests/exercises/runner_test/fake_house.hpp"
#include "tests/support/contains.hpp"

using namespace lockstep::test;
using lockstep::learn::errors_first;
using lockstep::learn::known_message;

namespace {

struct Mistake {
    const char* key;
    const char* code;
};
const std::vector<Mistake> mistakes{
    {"semicolon", "int main() {\n    int a = 1\n    return a;\n}\n"},
    {"brace", "int main() {\n    if (true) {\n    return 0;\n}\n"},
    {"include", "#include <thread>\nint main() { std::condition_variable changed; }\n"},
    {"std_ref", "#include <thread>\nvoid add(int& sum) { ++sum; }\n"
                "int main() { int sum = 0; std::jthread one{add, sum}; }\n"},
    {"nodiscard", "[[nodiscard]] bool push(int);\nbool push(int) { return true; }\n"
                  "int main() { push(1); }\n"},
    {"copy", "#include <mutex>\nint main() { std::mutex a; std::mutex b = a; }\n"},
    {"copy", "#include <thread>\nint main() { std::jthread a; auto b = a; }\n"},
    {"copy", "#include <memory>\nvoid own(std::unique_ptr<int>) {}\n"
             "int main() { auto a = std::make_unique<int>(1); own(a); }\n"},
    {"capture",
     "#include <thread>\nint main() { int sum = 0; std::jthread t{[] { ++sum; }}; }\n"},
    {"const", "struct Count { int now = 0; void add() const { ++now; } };\n"
              "int main() { Count{}.add(); }\n"},
    {"const", "struct Count { int now = 0; void add() { ++now; } };\n"
              "void use(const Count& count) { count.add(); }\nint main() {}\n"},
    {"unknown_name", "int main() { return totl; }\n"},
    {"lock_guard_in_wait",
     "#include <condition_variable>\n#include <mutex>\nint main() { std::mutex m; "
     "std::condition_variable c; std::lock_guard lock{m}; c.wait(lock); }\n"},
    {"conversion",
     "void pack(int, int);\nint main() { pack(1); const char* a = 5; (void)a; }\n"},
    {"undefined_reference", "void pack(int);\nint main() { pack(1); }\n"},
};

std::string compile(const std::string& compiler, const Mistake& mistake,
                    const std::string& locale) {
    const TemporaryFolder folder;
    write_file(folder.path() + "/answer.cpp", mistake.code);
    const bool link = mistake.key == std::string{"undefined_reference"};
    std::vector<std::string> command{compiler, "-std=c++20", "-Wall", "-pthread",
                                     "answer.cpp"};
    if (!link) command.insert(command.end(), {"-fsyntax-only"});
    RunOptions options;
    options.folder = folder.path();
    options.environment = {"LC_ALL=" + locale};
    options.limit = std::chrono::seconds{100};
    return run_program(command, options).err;
}

void check_all(const std::string& compiler) {
    for (const auto& mistake : mistakes) {
        CAPTURE(mistake.code);
        const std::string said = compile(compiler, mistake, "C.UTF-8");
        CHECK_MESSAGE(known_message(errors_first(said, "/nowhere")) == mistake.key, said);
    }
}

}  // namespace

TEST_CASE("real mistakes given to the compiler of this build get their plain sentence") {
    check_all(LOCKSTEP_COMPILER);
    CHECK(known_message(compile(LOCKSTEP_COMPILER, mistakes.front(), "C")) ==
          "semicolon");
}

TEST_CASE("what an aborted program says gets its plain sentence") {
    CHECK(known_message("terminate called without an active exception\n") ==
          "not_joined");
    CHECK(known_message(
              "terminate called after throwing an instance of 'std::system_error'\n"
              "  what():  Invalid argument\n") == "not_joinable");
    CHECK(known_message("terminate called after throwing an instance of 'int'\n") ==
          "escaped");
    CHECK(known_message("all is well\n").empty());
}

TEST_CASE("every known message has its sentence") {
    const auto file = lockstep::learn::Messages::parse(
        read_text(LOCKSTEP_SOURCE_DIR "/exercises/messages/en/compiler.txt"));
    for (const auto& key : lockstep::learn::known_messages())
        CHECK_MESSAGE(!file.find("", key).empty(), key);
}

TEST_CASE("each warning is one line and told once") {
    const std::string once = "a.cpp:7:3: warning: unused variable 'x' [-Wunused]\n"
                             "    7 | int x;\n      |     ^\n";
    const auto warnings =
        lockstep::learn::warnings_of(once + "a.cpp:9:2: note: x\n" + once +
                                     "b.hpp:12: warning: old\na.cpp:1:1: error: no\n");
    REQUIRE(warnings.size() == 2);
    CHECK(warnings[0].file == "a.cpp");
    CHECK(warnings[0].line == "7");
    CHECK(warnings[0].text == "unused variable 'x'");
    CHECK(warnings[1].line == "12");
}

TEST_CASE("the first error stands on top with the lines that lead to it") {
    const std::string output = "In file included from /r/t.cpp:5:\n"
                               "/r/a.cpp:3:1: warning: unused\n    3 | x\n"
                               "/r/a.cpp: In function 'int main()':\n"
                               "/r/a.cpp:9:2: error: first\n    9 | y\n"
                               "/r/a.cpp:9:2: note: because\n"
                               "/r/a.cpp:12:2: error: second\n";
    CHECK(errors_first(output, "/r") == "a.cpp: In function 'int main()':\n"
                                        "a.cpp:9:2: error: first\n    9 | y\n"
                                        "a.cpp:9:2: note: because\n"
                                        "a.cpp:12:2: error: second\n"
                                        "In file included from t.cpp:5:\n"
                                        "a.cpp:3:1: warning: unused\n    3 | x\n");
}
