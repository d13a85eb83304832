// Lesson 04: what belongs to one thread alone. By itself it is a video server.
#include <string>

#include "common/program.hpp"
#include "lessons/04_thread_local/programs/demos.hpp"
#include "lessons/04_thread_local/programs/serve.hpp"

int main(int argc, char** argv) {
    lockstep::Program program{"lesson04",
                              "Live video in the browser: a thread for each viewer, and "
                              "what belongs to that thread alone.",
                              "lesson04 --port 8004 --fps 30"};
    const auto options = program.options();
    const lockstep::VideoOptions video{options, 8004};

    const auto basics =
        options.subcommand("basics", "what thread_local is, in five small steps");

    std::string fault;
    const auto broken =
        options.subcommand("broken", "a fault that fails every time, and its mend");
    broken.option("NAME", fault, "which").required().one_of(lockstep::broken_names());

    return program.run(argc, argv, [&] {
        if (basics.chosen()) return lockstep::show_basics(program.pace());
        if (broken.chosen()) return lockstep::show_broken(fault, program.pace());
        return lockstep::serve_video(program, video);
    });
}
