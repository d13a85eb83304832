// Lesson 05: a few threads that do the work of many. By itself it shows what a pool does.
#include <string>

#include "common/program.hpp"
#include "lessons/05_thread_pool/programs/basics.hpp"
#include "lessons/05_thread_pool/programs/demos.hpp"
#include "lessons/05_thread_pool/programs/echo_command.hpp"
#include "lessons/05_thread_pool/programs/video_command.hpp"

int main(int argc, char** argv) {
    lockstep::Program program{"lesson05",
                              "A few threads that do the work of many: a thread pool.",
                              "lesson05 echo --workers 1 --clients 3"};
    const auto options = program.options();
    options.subcommand("basics", "submit and map, in small steps");
    lockstep::EchoCommand echo{program};
    lockstep::VideoCommand video{program};

    std::string fault;
    const auto broken =
        options.subcommand("broken", "a fault that fails every time, and its mend");
    broken.option("NAME", fault, "which")
        .required()
        .one_of(lockstep::broken_pool_names());

    return program.run(argc, argv, [&] {
        if (broken.chosen()) return lockstep::show_broken(fault);
        if (echo.chosen()) return echo.run();
        if (video.chosen()) return video.run();
        return lockstep::show_pool_basics(program.pace());
    });
}
