// Lesson 05: a few threads that do the work of many. By itself it shows what a pool does.
#include <string>

#include "common/program.hpp"
#include "lessons/05_thread_pool/basics.hpp"

int main(int argc, char** argv) {
    lockstep::Program program{"lesson05",
                              "A few threads that do the work of many: a thread pool.",
                              "lesson05 basics --step"};
    auto& options = program.options();
    options.require_subcommand(0, 1);
    options.add_subcommand("basics", "submit and map, in small steps");
    return program.run(argc, argv, [&] { return lockstep::show_basics(program.pace()); });
}
