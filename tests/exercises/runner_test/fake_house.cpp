#include "tests/exercises/runner_test/fake_house.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

namespace lockstep::test {

namespace fs = std::filesystem;

void write_file(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream{path} << text;
}

void write_script(const fs::path& path, const std::string& text) {
    write_file(path, "#!/bin/sh\n" + text + "\n");
    fs::permissions(path, fs::perms::owner_all);
}

std::string read_text(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

FakeHouse::FakeHouse() {
    const fs::path from = LOCKSTEP_SOURCE_DIR "/exercises/messages/en";
    const fs::path to = places().messages() / "en";
    fs::create_directories(to);
    for (const auto* file : {"runner.txt", "verdicts.txt", "compiler.txt"})
        fs::copy_file(from / file, to / file);
    write_recipes();
    compiler_does("");
}

void FakeHouse::add(const std::string& path, const std::string& grader) const {
    const learn::Exercise one{path};
    write_file(places().exercise(one), "// TODO: the learner's " + path + "\n");
    write_file(places().solution(one), "// the solution of " + path + "\n");
    write_file(
        places().messages() / "en" / (path + ".txt"),
        "title: Title of " + one.name() + "\nkind: find and mend\npage: lessons/" +
            one.folder() +
            "/README.md#the-idea\nminutes: 10\nhint 1: The first hint.\n"
            "hint 2: The second hint.\nhint 3: The third hint.\n\n"
            "[seven files are packed]\nexpected: Seven files make three archives.\n"
            "deadlock: This looks like **the lost tail** (D01).\n");
    write_file(places().root / "lessons" / one.folder() / "README.md",
               "# Lesson " + one.lesson() +
                   ": a made-up one\n\n## The idea\n\nThe text of "
                   "the idea.\n\n## The code\n\nNot this.\n");
    write_file(places().grader(one), "#include LOCKSTEP_ANSWER\n");
    program_is(one.target("exercise"), grader);
    lists(path);
}

void FakeHouse::lists(const std::string& path) const {
    exercises_.push_back(path);
    write_recipes();
}

void FakeHouse::write_recipes() const {
    auto exercises = nlohmann::json::array();
    for (const auto& path : exercises_)
        exercises.push_back({{"exercise", path},
                             {"options", "-Wall"},
                             {"definitions", "TWO=2;THREE=3"},
                             {"includes", root() + ";/usr/include"},
                             {"use_precompiled", ""},
                             {"precompiled", ""},
                             {"link", ""}});
    const nlohmann::json all{
        {"root", root()},        {"build", build()},
        {"compiler", compiler_}, {"flags", "-std=c++20"},
        {"link_flags", ""},      {"system", "/usr/include;/usr/lib;/usr/local/include"},
        {"exercises", exercises}};
    write_file(places().graders(), all.dump(2));
}

void FakeHouse::program_is(const std::string& name, const std::string& script) const {
    write_script(build() + "/programs/" + name, script);
}

void FakeHouse::compiler_is(const std::string& program) const {
    compiler_ = program;
    write_recipes();
}

void FakeHouse::compiler_does(const std::string& script) const {
    write_script(bin() + "/compiler", "echo \"$*\" >>'" + build() + "/compiler_calls'\n" +
                                          R"(step=link before=
for word; do
    case $before in -o) out=$word ;; -MF) list=$word ;; esac
    case $word in
    -c) step=compile ;;
    -DLOCKSTEP_ANSWER=*) answer=${word#*=?} && answer=${answer%?} ;;
    esac
    before=$word
done
)" + script + R"(
if [ $step = compile ]; then
    : >"$out"
    echo 'answer.o:' >"$list"
    exit
fi
name=${out%/program} && name=${name##*/}
)" + "exec cp -- '" + build() + "/programs/'\"${name%%+*}\" \"$out\"");
}

std::string FakeHouse::verdict(const std::string& path, const std::string& name,
                               const std::string& rest) {
    return R"({"exercise":")" + path + R"(","verdict":")" + name + "\"" + rest + "}";
}

std::string FakeHouse::grader(const std::string& path, const std::string& name,
                              const std::string& rest) {
    return "read key; printf '%s ' \"$key\"\ncat <<'END'\n" + verdict(path, name, rest) +
           "\nEND\n" + (name == "passed" ? "exit 0" : "exit 1");
}

std::vector<std::string> FakeHouse::command(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(),
                     {LOCKSTEP_LEARN, "--root", root(), "--tools", build()});
    return arguments;
}

std::string FakeHouse::learn_command(const std::string& arguments) const {
    std::string line;
    for (const auto& word : command({"learn"})) line += "'" + word + "' ";
    return line + arguments;
}

RunOptions FakeHouse::options(std::vector<std::string> environment) const {
    RunOptions options;
    options.environment = {"PATH=" + bin() + ":" + std::getenv("PATH"),
                           "LOCKSTEP_HOME",
                           "LOCKSTEP_LANG",
                           "LANG=C.UTF-8",
                           "NO_COLOR",
                           "TERM=xterm"};
    options.environment.insert(options.environment.end(), environment.begin(),
                               environment.end());
    options.folder = folder_.path();
    return options;
}

RunResult FakeHouse::run(std::vector<std::string> arguments,
                         std::vector<std::string> environment) const {
    return run_program(command(std::move(arguments)), options(std::move(environment)));
}

std::string FakeHouse::compiler_calls() const {
    return read_text(build() + "/compiler_calls");
}

}  // namespace lockstep::test
