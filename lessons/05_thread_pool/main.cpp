// Lesson 05: a few threads that do the work of many. By itself it shows what a pool does.
#include <string>

#include "common/program.hpp"
#include "lessons/05_thread_pool/basics.hpp"
#include "lessons/05_thread_pool/demos.hpp"
#include "lessons/05_thread_pool/echo_command.hpp"
#include "lessons/05_thread_pool/video_command.hpp"

int main(int argc, char** argv) {
    lockstep::Program program{"lesson05",
                              "A few threads that do the work of many: a thread pool.",
                              "lesson05 echo --workers 1 --clients 3"};
    auto& options = program.options();
    options.require_subcommand(0, 1);
    options.add_subcommand("basics", "submit and map, in small steps");
    lockstep::EchoCommand echo{program};
    lockstep::VideoCommand video{program};

    std::string fault;
    auto* broken =
        options.add_subcommand("broken", "a fault that fails every time, and its mend");
    broken->add_option("NAME", fault, "which")
        ->required()
        ->check(CLI::IsMember(lockstep::broken_names()));

    return program.run(argc, argv, [&] {
        if (*broken) return lockstep::show_broken(fault);
        if (echo.chosen()) return echo.run();
        if (video.chosen()) return video.run();
        return lockstep::show_basics(program.pace());
    });
}
