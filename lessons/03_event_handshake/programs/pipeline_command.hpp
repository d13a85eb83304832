// `lesson03 pipeline`: its options, and where the stocks come from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/output_folder.hpp"
#include "common/program.hpp"

namespace lockstep {

class PipelineCommand {
  public:
    // Adds the subcommand `pipeline` and its options.
    explicit PipelineCommand(Program& program);

    // Runs the line and prints what came of it. 0 only when every stock asked for is in
    // an archive (or when it was interrupted: Program makes that 130), else 1.
    int run();

  private:
    Program& program_;
    OutputFolder folder_;
    std::optional<int> stocks_;
    int batch_ = 5;
    int threads_ = 4;
    int delay_ms_ = 100;
    std::string out_;
    std::string quotes_;
    std::string url_;
    std::vector<std::string> faults_;
};

}  // namespace lockstep
