// What VS Code reads from .vscode: its tasks type commands that the launcher knows.
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/house/fake_machine.hpp"
#include "tests/house/source_files.hpp"

namespace {

namespace fs = std::filesystem;
using lockstep::house::FakeMachine;
using lockstep::house::packages_for;
using lockstep::house::read_file;
using Json = nlohmann::json;

// Strictly JSON, so that no editor minds. Throws when it is not, or has no such part.
Json vscode(const std::string& file, const std::string& part) {
    return Json::parse(read_file(LOCKSTEP_SOURCE_DIR "/.vscode/" + file)).at(part);
}

FakeMachine ready_machine() {
    lockstep::house::Machine machine;
    for (const auto* user : {"book", "1", "3", "test"})
        machine.installed.merge(packages_for(user));
    return FakeMachine{machine};
}

}  // namespace

TEST_CASE("VS Code's files are JSON and F5 builds first what it starts") {
    std::set<std::string> labels;
    for (const auto& task : vscode("tasks.json", "tasks"))
        labels.insert(task.at("label").get<std::string>());
    for (const auto& start : vscode("launch.json", "configurations")) {
        CHECK(labels.contains(start.at("preLaunchTask").get<std::string>()));
        CHECK(start.at("program") == "${workspaceFolder}/build/debug_program");
    }
    CHECK(vscode("settings.json", "C_Cpp.intelliSenseEngine") == "disabled");
    CHECK(vscode("extensions.json", "recommendations").size() == 2);
}

TEST_CASE("every task of VS Code works on the file that is open") {
    for (const auto& task : vscode("tasks.json", "tasks")) {
        const auto machine = ready_machine();
        const auto label = task.at("label").get<std::string>();
        CAPTURE(label);
        CHECK(task.at("command") == "./lockstep");
        auto arguments = task.at("args").get<std::vector<std::string>>();
        CHECK(arguments.back() == "${relativeFile}");
        arguments.back() = label.find("exercise") != label.npos
                               ? "exercises/03_event_handshake/last_batch.cpp"
                               : "lessons/03_event_handshake/programs/converter.hpp";
        const auto result = machine.lockstep(arguments);
        CAPTURE(result.err);
        CHECK(result.exit_code == 0);
    }
}

TEST_CASE("F5 finds the program of an open lesson or example") {
    const auto machine = ready_machine();
    const auto linked = [&](const std::string& file) {
        machine.lockstep({"debug-build", file});
        const fs::path link = machine.repository() + "/build/debug_program";
        return fs::is_symlink(link) ? fs::read_symlink(link).string() : "";
    };
    CHECK(linked("README.md").empty());
    CHECK(linked("lessons/03_event_handshake/programs/converter.hpp") ==
          "debug/lessons/03_event_handshake/lesson03");
    CHECK(linked("book/cpp_for_python/moves.cpp") == "debug/book/moves");
}

TEST_CASE("F5 finds the program of an open exercise and gdb its file") {
    const auto machine = ready_machine();
    const fs::path build = machine.repository() + "/build";
    const auto answer = build / "debug/answers/exercise03_last_batch";
    fs::create_directories(answer);
    std::ofstream{answer / "program"};
    fs::permissions(answer / "program", fs::perms::owner_all);
    machine.lockstep({"debug-build", "exercises/03_event_handshake/last_batch.cpp"});
    CHECK(fs::read_symlink(build / "debug_program") ==
          "debug/answers/exercise03_last_batch/program");
    CHECK(read_file(build / "debug_program.gdb") == "set substitute-path \"" +
                                                        answer.string() + "\" \"" +
                                                        machine.repository() + "\"\n");
}
