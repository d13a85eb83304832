// Where the files of a run go: a folder that was named, or a temporary one that goes with
// the run unless --keep. One thread uses it.
#pragma once

#include <filesystem>
#include <string>

#include "common/command_line.hpp"

namespace lockstep {

class OutputFolder {
  public:
    // Adds --keep. The temporary folder is called lockstep-NAME- and six letters.
    OutputFolder(const CommandLine& app, std::string name);
    // Removes the temporary folder, or says its name as the last of the run. Must come
    // after the last thread that writes into it.
    ~OutputFolder();
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;

    // The folder with this name, made if need be. Without a name the temporary one, which
    // is the same at every call. Throws what names the folder that cannot be made.
    std::filesystem::path open(const std::filesystem::path& name);

  private:
    const std::string name_;
    bool keep_ = false;
    std::filesystem::path temporary_;  // empty until it is made
};

}  // namespace lockstep
