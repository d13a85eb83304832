// The command line of lesson01: which program of the lesson, and on which stocks.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "common/command_line.hpp"
#include "common/output_folder.hpp"
#include "lessons/01_threads/programs/scene.hpp"

namespace lockstep {

// One of the lesson's programs. The first of them is what `lesson01` alone runs.
struct Act {
    std::string name;
    std::string purpose;
    void (*run)(const Job&);
    std::vector<std::string> lanes = {"main", "stock"};  // what --lanes draws
};

// Filled while the command line is read. The program that it is made with must live
// longer.
class Options {
  public:
    Options(const CommandLine& app, const std::vector<Act>& acts);
    Options(const Options&) = delete;
    Options& operator=(const Options&) = delete;

    const Act& act() const;
    SceneOptions scene();  // makes the folder for the XML
    bool broken() const { return broken_.chosen(); }
    const std::string& fault() const { return fault_; }
    bool unprotected() const { return unprotected_; }

  private:
    void add_broken();

    const std::vector<Act>& acts_;
    std::vector<CommandLine> subcommands_;  // of acts_ without the first
    CommandLine broken_;
    OutputFolder folder_;
    std::string out_;
    SceneOptions scene_;
    std::string fault_;
    bool unprotected_ = false;
};

}  // namespace lockstep
