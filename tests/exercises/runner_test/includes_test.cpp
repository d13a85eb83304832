// What an answer may bring in, asked with the compiler of this build.
#include <filesystem>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "exercises/runner/includes.hpp"
#include "tests/exercises/grader/rules.hpp"
#include "tests/exercises/runner_test/fake_house.hpp"
#include "tests/support/contains.hpp"

using namespace lockstep::test;
using lockstep::grader::first_forbidden;
using nlohmann::json;

namespace {

namespace fs = std::filesystem;

const std::string solution = "solutions/" + tail + ".cpp";

// A grader that passes whatever compiles with it.
struct Workshop : FakeHouse {
    Workshop() {
        add(tail, "");
        compiler_is(LOCKSTEP_COMPILER);
        write_file(places().grader({tail}), R"(#include "tests/exercises/grader/help.hpp"
#include LOCKSTEP_ANSWER
int main() {
    char key[100]{};
    key[read(0, key, 99) - 1] = 0;
    printf("%s {\"exercise\":\"%s\",\"verdict\":\"passed\"}\n", key, LOCKSTEP_EXERCISE);
}
)");
        write_file(root() + "/tests/exercises/grader/help.hpp",
                   "#pragma once\n#include <stdio.h>\n#include <unistd.h>\n");
        write_file(root() + "/" + solution,
                   "#pragma once\nint answer() { return 42; }\n");
        write_file(root() + "/lessons/03_event_handshake/event.hpp",
                   "struct Event {};\n");
        write_file(root() + "/common/words.hpp", "struct Words {};\n");
    }
    json judge(const std::string& answer,
               const std::vector<std::string>& environment = {}) const {
        write_file(places().exercise({tail}), answer);
        const auto result = run({"check", "03/tail", "--json"}, environment);
        CAPTURE(result.err);
        REQUIRE_FALSE(result.out.empty());
        return json::parse(result.out)["exercises"][0];
    }
    void check_refused(const std::string& answer, int line,
                       const std::string& file = solution,
                       const std::vector<std::string>& environment = {}) const {
        const auto facts = judge(answer, environment);
        CAPTURE(answer);
        CAPTURE(facts.dump(2));
        CHECK(facts["verdict"] == "forbidden");
        CHECK(facts["check"] == "include");
        CHECK(facts["line"] == line);
        CHECK(facts["happened"].get<std::string>().ends_with(file));
    }
};

}  // namespace

TEST_CASE("an answer may include the system and the lessons and what its grader does") {
    const Workshop shop;
    for (const auto* answer :
         {"", "#include <stddef.h>\n#include <sys/wait.h>\n",
          "#include \"lessons/03_event_handshake/event.hpp\"\nEvent event;\n",
          "#include <common/words.hpp>\nWords words;\n",
          "#include \"../../common/words.hpp\"\nWords words;\n",
          "#include \"tests/exercises/grader/help.hpp\"\n"})
        CHECK_MESSAGE(shop.judge(answer)["verdict"] == "passed", answer);
}

TEST_CASE("an include of another file is refused however it is written") {
    const Workshop shop;
    const std::string name = "\"" + solution + "\"";
    const std::string whole = shop.root() + "/" + solution;
    shop.check_refused("#include " + name + "\n", 1);
    shop.check_refused("#include <" + solution + ">\n", 1);
    shop.check_refused("// one\n\n/* three\n */ # /**/ include " + name + "\n", 4);
    shop.check_refused("#include \"../../" + solution + "\"\n", 1);
    shop.check_refused("#include \"lessons/../" + solution + "\"\n", 1);
    shop.check_refused("#include \"common/../lessons/../" + solution + "\"\n", 1);
    shop.check_refused("#include \"" + whole + "\"\n", 1);
    shop.check_refused("#include \"/proc/self/root" + whole + "\"\n", 1);
    shop.check_refused("%:include " + name + "\n", 1);
    shop.check_refused("#inc\\\nlude \"solu\\\ntions/" + tail + ".cpp\"\n", 3);
    shop.check_refused("#define FILE " + name + "\n#include FILE\n", 2);
    shop.check_refused("#define S(x) #x\n#define F(a, b) S(a/b.cpp)\n"
                       "#include F(solutions, " +
                           tail + ")\n",
                       3);
    shop.check_refused("#ifdef LOCKSTEP_ANSWER\n#include " + name + "\n#endif\n", 2);
    shop.check_refused("#if __has_include(" + name + ")\n#include " + name + "\n#endif\n",
                       2);
    shop.check_refused("#include_next " + name + "\n", 1);
    shop.check_refused("#import " + name + "\n", 1);
    shop.check_refused("\n#include <stddef.h>\n#include " + name + "\nint x;\n", 3);
}

TEST_CASE("an include of what is no answer of ours is refused too") {
    const Workshop shop;
    const std::string saved = "exercises/saved/03_event_handshake/tail.1.cpp";
    const std::string wrong = "tests/wrong/" + tail + "/right_other.cpp";
    for (const auto& file : {saved, wrong, std::string{"mine.hpp"}}) {
        write_file(shop.root() + "/" + file, "int answer();\n");
        shop.check_refused("#include \"" + file + "\"\n", 1, file);
    }
    shop.add("03_event_handshake/other", "");
    shop.compiler_is(LOCKSTEP_COMPILER);
    shop.check_refused("#include \"other.cpp\"\n", 1, "03_event_handshake/other.cpp");
    const std::string elsewhere = shop.build() + "/elsewhere/mine.hpp";
    write_file(elsewhere, "int answer();\n");
    shop.check_refused("#include \"" + elsewhere + "\"\n", 1, elsewhere);
    shop.check_refused("#include \"../../../build/elsewhere/mine.hpp\"\n", 1, elsewhere);
    shop.check_refused("#include <elsewhere/mine.hpp>\n", 1, elsewhere,
                       {"CPATH=" + shop.build()});
}

TEST_CASE("a link and a header of a lesson hide no file") {
    const Workshop shop;
    fs::create_symlink(shop.root() + "/" + solution, shop.root() + "/lessons/link.hpp");
    shop.check_refused("#include \"lessons/link.hpp\"\n", 1, "lessons/link.hpp");
    write_file(shop.root() + "/lessons/through.hpp", "#include \"lessons/deeper.hpp\"\n");
    write_file(shop.root() + "/lessons/deeper.hpp", "\n#include \"" + solution + "\"\n");
    shop.check_refused("int x;\n#include \"lessons/through.hpp\"\n", 2);
    fs::create_directory_symlink(shop.root(), shop.build() + "/house");
    shop.check_refused("#include \"" + shop.build() + "/house/" + solution + "\"\n", 1);
}

TEST_CASE("what is no include but brings a file in is never passed") {
    const Workshop shop;
    for (const auto& answer : std::vector<std::string>{
             "const char all[] = {\n#embed \"" + solution + "\"\n};\n",
             "import \"" + solution + "\";\n", "#include \"no_such_file.hpp\"\n"})
        CHECK_MESSAGE(shop.judge(answer)["passed"] == false, answer);
}

TEST_CASE("a refused include is told with its file and its line") {
    const Workshop shop;
    write_file(shop.places().exercise({tail}), "\n#include \"" + solution + "\"\n");
    const auto result = shop.run({"check", "03/tail"});
    CHECK(result.exit_code == 1);
    CHECK(contains(result.out, "03/tail  Title of tail: not allowed here"));
    CHECK(contains(result.out, "Happened   Your file includes " + solution + "."));
    CHECK(contains(result.out, "(line 2"));
    CHECK(contains(result.out, "Looks like somebody else's answer"));
}

TEST_CASE("a rule for make gives its files back") {
    using lockstep::learn::files_in_rule;
    const std::vector<fs::path> files{"a b.cpp", "c#d$e.hpp", "/f.hpp"};
    CHECK(files_in_rule("my\\ out.o: a\\ b.cpp \\\n  c\\#d$$e.hpp /f.hpp\n") == files);
    CHECK(files_in_rule("").empty());
}

// ---- The words that no answer may hold ----

TEST_CASE("no way to another name or to the assembler gets past the rules") {
    const auto refused = [](const std::string& answer) {
        const auto word = first_forbidden(answer, {});
        return word ? word->text : "";
    };
    CHECK(refused("asm(\".incbin \\\"a\\\"\");") == "asm");
    CHECK(refused("__asm(\".include \\\"a\\\"\");") == "__asm");
    CHECK(refused("void f() { __asm__ volatile(\"\"); }") == "__asm__");
    CHECK(refused("_Pragma(\"redefine_extname nap usleep\")") == "_Pragma");
    CHECK(refused("#pragma redefine_extname nap us\\\nleep") == "pragma");
    CHECK(refused("#pragma weak nap=n") == "pragma");
    CHECK(refused("%:pragma GCC optimize(\"O0\")") == "pragma");
    CHECK(refused("extern int __REDIRECT(nap, (unsigned), n);") == "__REDIRECT");
    CHECK(refused("int nap() __attribute__((weakref(\"usleep\")));") == "__attribute__");
    CHECK(refused("[[gnu::weakref(\"usleep\")]] static int nap(int);") == "gnu");
    CHECK(refused("[[using clang: weakref(\"usleep\")]] static int nap(int);") ==
          "clang");
    CHECK(refused("[[__gnu__::__alias__(\"usleep\")]] int nap(int);") == "__gnu__");
    CHECK(refused("#if __has_include(\"a\")") == "__has_include");
    CHECK(refused("__builtin_ia32_pause();") == "__builtin_ia32_pause");
    CHECK(refused("f(\"a\"u_R\"(\"); usleep(1); g(\")\");") == "usleep");
    CHECK(refused("int n = 1'0'0; usleep('\"'); int m = 1'0'0;") == "usleep");
    CHECK(refused("#\ninclude x = (usleep(1), include{});") == "usleep");
}

TEST_CASE("the rules leave plain words alone") {
    for (const auto* answer :
         {"#pragma once\n", "log(__func__, __FILE__, __LINE__);", "_Exit(1);",
          "int million = 1'000'000;", "auto text = R\"(usleep(1); asm)\";",
          "auto text = u8R\"x(usleep)x\" \"usleep\" L\"asm\";",
          "char c = u'a', d = '\\'';", "// usleep\n/* asm\n */",
          "#include <sys/usleep.h>\n", "int max_R = 0;"})
        CHECK_MESSAGE(!first_forbidden(answer, {}), answer);
}
