#include "tests/house/fake_machine.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "tests/house/source_files.hpp"

namespace lockstep::house {
namespace {

namespace fs = std::filesystem;

const std::string source = LOCKSTEP_SOURCE_DIR;

void write_file(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream{path} << text;
}

}  // namespace

FakeMachine::FakeMachine(const Machine& machine) : clone_{machine.clone} {
    make_repository(machine);
    make_programs(machine);
}

void FakeMachine::make_repository(const Machine& machine) const {
    const fs::path root = repository();
    fs::create_directories(root / "cmake");
    fs::create_directories(root / "lessons/01_threads");
    for (const auto* file :
         {"lockstep", "CMakeLists.txt", "cmake/build.sh", "cmake/dependencies.cmake",
          "cmake/doctor.sh", "cmake/first_look.sh", "lessons/01_threads/first.cpp"})
        fs::copy_file(fs::path{source} / file, root / file);
    write_file(root / "lessons/01_threads/main.cpp", "");
    write_file(root / "lessons/02_queue/README.md", "not written yet");
    write_file(root / "lessons/03_event_handshake/main.cpp", "");
    for (const auto* file : {"moves.cpp", "price.cpp", "price.hpp"})
        write_file(root / "book/cpp_for_python" / file, "");
    write_file(root / "tests/bench/CMakeLists.txt",
               "add_library(bench_support)\nadd_bench(bench_queue SOURCES a.cpp)\n");
    write_file(fs::path{folder()} / "calls", "");
    std::ofstream installed{folder() + "/installed"};
    for (const auto& package : machine.installed)
        installed << "installed " << package << '\n';
}

void FakeMachine::make_programs(const Machine& machine) const {
    for (const auto* name :
         {"sh",    "sed",     "grep",  "tr",    "cat",  "dirname", "uname",
          "touch", "rm",      "mkdir", "chmod", "head", "true",    "mktemp",
          "awk",   "getconf", "ln",    "sort",  "df",   "basename"})
        for (const auto* folder : {"/bin/", "/usr/bin/"})
            if (const auto program = folder + std::string{name}; fs::exists(program)) {
                fs::create_directories(this->folder() + "/bin");
                fs::create_symlink(program, this->folder() + "/bin/" + name);
                break;
            }
    add_program("cmake", "READY='" + machine.ready_lessons + "'\nVERSION='" +
                             machine.cmake_version + "'\n" +
                             read_file(source + "/tests/house/fake_cmake.sh"));
    add_program("ninja", "");
    add_program("ctest", "");
    add_program("id", std::string{"echo "} + (machine.is_root ? "0" : "1000"));
    add_program("env", R"(exec /usr/bin/env "$@")");
    // As the real one, sudo hands on little of its caller's environment.
    add_program(
        "sudo",
        machine.sudo_refuses
            ? "exit 1"
            : R"([ "$1" != -n ] || shift; exec /usr/bin/env -i PATH="$PATH" "$@")");
    // The program that it makes says so.
    if (machine.has_compiler)
        add_program("g++", R"(for made; do :; done
printf '#!/bin/sh\necho a thread speaks\n' >"$made"; chmod +x "$made")");
    if (!machine.has_apt) return;
    add_program("dpkg-query", "cat '" + folder() + "/installed'");
    add_program("apt-get", "echo \"proxy of apt-get: ${http_proxy:-}\" >>'" + folder() +
                               "/calls'\n[ $1 != install ] || for package; do echo "
                               "installed $package; done >>'" +
                               folder() + "/installed'");
}

void FakeMachine::add_program(const std::string& name, const std::string& script) const {
    const auto path = folder() + "/bin/" + name;
    const auto log = "echo \"" + name + " $*\" >>'" + folder() + "/calls'\n";
    write_file(path, "#!/bin/sh\n" + log + script + "\n");
    fs::permissions(path, fs::perms::owner_all);
}

test::RunResult FakeMachine::lockstep(std::vector<std::string> arguments,
                                      std::vector<std::string> environment) const {
    return lockstep_from(repository(), std::move(arguments), std::move(environment));
}

test::RunResult FakeMachine::lockstep_from(const std::string& where,
                                           std::vector<std::string> arguments,
                                           std::vector<std::string> environment) const {
    arguments.insert(arguments.begin(), repository() + "/lockstep");
    test::RunOptions options;
    options.environment = std::move(environment);
    options.environment.insert(options.environment.end(),
                               {"PATH=" + folder() + "/bin", "LANG", "LC_ALL=C"});
    options.folder = where;
    return test::run_program(arguments, options);
}

void FakeMachine::pretend_configured(const std::string& ready_lessons) const {
    const auto build = fs::path{repository()} / "build/default";
    write_file(build / "build.ninja", "");
    write_file(build / "CMakeCache.txt",
               "CMAKE_HOME_DIRECTORY:INTERNAL=" + repository() +
                   "\nLOCKSTEP_READY_LESSONS:INTERNAL=" + ready_lessons + "\n");
}

std::string FakeMachine::calls() const {
    return read_file(folder() + "/calls");
}

std::set<std::string> packages_for(const std::string& user) {
    static const std::regex row{R"re(\nneed\(\S+\s+(\S+)\s+"([^"]*)")re"};
    const auto table = read_file(source + "/cmake/dependencies.cmake");
    std::set<std::string> packages;
    for (std::sregex_iterator i{table.begin(), table.end(), row}, end; i != end; ++i) {
        std::istringstream users{(*i)[2]};
        for (std::string one; users >> one;)
            if (one == user) packages.insert((*i)[1]);
    }
    return packages;
}

}  // namespace lockstep::house
