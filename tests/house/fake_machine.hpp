// A machine that is made up: a copy of the launcher in a folder of its own, with cmake,
// ctest, apt-get, dpkg-query, sudo and id that only write down how they were called.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "tests/support/run_program.hpp"

namespace lockstep::house {

struct Machine {
    bool has_apt = true;
    bool is_root = true;
    bool sudo_refuses = false;
    std::set<std::string> installed = {};  // packages
    std::string ready_lessons = "1;3";     // what CMake will find
    std::string cmake_version = "3.25.1";
    bool has_compiler = true;
    std::string clone = "my lockstep";  // what the repository's folder is called
};

class FakeMachine {
  public:
    explicit FakeMachine(const Machine& machine);

    // ./lockstep with these arguments, called from the repository's root or from
    // elsewhere.
    // "NAME=value" is added to its environment.
    test::RunResult lockstep(std::vector<std::string> arguments,
                             std::vector<std::string> environment = {}) const;
    test::RunResult lockstep_from(const std::string& folder,
                                  std::vector<std::string> arguments,
                                  std::vector<std::string> environment = {}) const;

    // As if CMake had run before, and had found these lessons ready.
    void pretend_configured(const std::string& ready_lessons) const;

    std::string calls() const;  // one line a call, since the machine was made
    const std::string& folder() const { return folder_.path(); }
    std::string repository() const { return folder() + "/" + clone_; }

  private:
    void make_repository(const Machine& machine) const;
    void make_programs(const Machine& machine) const;
    void add_program(const std::string& name, const std::string& script) const;

    test::TemporaryFolder folder_;
    const std::string clone_;
};

// What cmake/dependencies.cmake says the given user needs.
std::set<std::string> packages_for(const std::string& user);

}  // namespace lockstep::house
