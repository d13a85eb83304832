// The subcommands of lesson02 and the options that go with them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "common/program.hpp"
#include "lessons/02_queue/programs/quotes.hpp"

namespace lockstep {

enum class Takes { stocks, source, out };

class Commands {
  public:
    using Show = std::function<int(const Settings&)>;

    // Both must outlive this.
    Commands(Program& program, Settings& settings)
        : program_{program},
          settings_{settings},
          folder_{program.options(), "lesson02"} {}

    // lanes: the threads that --lanes draws a column for.
    void add(const std::string& name, const std::string& purpose, Show show,
             const std::vector<std::string>& lanes,
             const std::vector<Takes>& options = {});
    void add_broken();

    // Within the body of Program::run.
    int run_chosen_or(const Show& default_show);

  private:
    Program& program_;
    Settings& settings_;
    OutputFolder folder_;
    std::string fault_;
    Show chosen_;
    std::vector<std::string> lanes_{"download", "converter"};  // of what was chosen
};

}  // namespace lockstep
