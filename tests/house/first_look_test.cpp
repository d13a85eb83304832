// ./lockstep alone: a first program, where there is no more than a compiler.
#include <algorithm>

#include <doctest/doctest.h>

#include "tests/house/fake_machine.hpp"
#include "tests/house/source_files.hpp"
#include "tests/support/contains.hpp"

using lockstep::house::FakeMachine;
using lockstep::test::contains;
using lockstep::test::lacks;

TEST_CASE("the launcher alone shows a program and runs it and says what comes next") {
    const FakeMachine machine{{.has_apt = false}};
    const auto result = machine.lockstep({});
    CHECK(result.exit_code == 0);
    const auto program =
        lockstep::house::read_file(LOCKSTEP_SOURCE_DIR "/lessons/01_threads/first.cpp");
    CHECK(result.out.starts_with(program + "a thread speaks\n"));
    CHECK(contains(result.err, "$ g++ -std=c++20 -pthread lessons/01_threads/first.cpp "
                               "-o build/first\n$ build/first\n"));
    for (const auto* next : {"./lockstep run 3", "./lockstep learn", "./lockstep help"})
        CHECK_MESSAGE(contains(result.out, next), next);
    CHECK(lacks(machine.calls(), "cmake"));
}

TEST_CASE("the launcher alone says how to get a compiler where there is none") {
    const FakeMachine machine{{.has_compiler = false}};
    const auto result = machine.lockstep({});
    CHECK(result.exit_code == 0);
    CHECK(contains(result.err, "There is no C++ compiler here."));
    CHECK(contains(result.err, "sudo apt-get install g++"));
    CHECK(result.out == machine.lockstep({"help"}).out);
}

TEST_CASE("the first program has five threads that all wait for their second") {
    const lockstep::test::TemporaryFolder folder;
    const auto program = folder.path() + "/first";
    lockstep::test::RunOptions patient;
    patient.limit = std::chrono::seconds{60};
    const auto built = lockstep::test::run_program(
        {"g++", "-std=c++20", "-Wall", "-Wextra", "-pthread",
         LOCKSTEP_SOURCE_DIR "/lessons/01_threads/first.cpp", "-o", program},
        patient);
    REQUIRE_MESSAGE(built.exit_code == 0, built.err);
    CHECK(built.err.empty());
    const auto result = lockstep::test::run_program({program});
    CHECK(result.exit_code == 0);
    CHECK(std::count(result.out.begin(), result.out.end(), '\n') == 5);
    for (const auto* number : {"1", "2", "3", "4", "5"})
        CHECK(contains(result.out,
                       "thread " + std::string{number} + " has waited a second\n"));
}
