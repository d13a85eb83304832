// Lesson 03: threads that take turns. By itself it shows 12 stocks in batches of 5.
#include <string>

#include "common/program.hpp"
#include "lessons/03_event_handshake/broken/delete_too_early.hpp"
#include "lessons/03_event_handshake/programs/demos.hpp"
#include "lessons/03_event_handshake/programs/pipeline_command.hpp"

int main(int argc, char** argv) {
    lockstep::Program program{
        "lesson03",
        "Threads that take turns: an Event, a handshake, a pipeline of three stations.",
        "lesson03 pipeline --stocks 1000 --batch 100 --out quotes"};
    const auto options = program.options();

    const auto basics =
        options.subcommand("basics", "what an Event does, in five small steps");

    int count = 12;
    int batch = 5;
    const auto numbers =
        options.subcommand("numbers", "the handshake alone, with numbers");
    numbers.option("--count", count, "how many numbers").between(0, 1000000);
    numbers.option("--batch", batch, "numbers in a batch").between(1, 1000000);

    lockstep::PipelineCommand pipeline{program};

    std::string fault;
    const auto broken =
        options.subcommand("broken", "a fault that fails every time, and its mend");
    broken.option("NAME", fault, "which").required().one_of(lockstep::broken_names());

    std::string variant, folder;
    const auto child = options.subcommand("pack-and-die", "");  // of `broken`, hidden
    child.option("VARIANT", variant).required();
    child.option("FOLDER", folder).required();

    return program.run(argc, argv, [&] {
        if (child.chosen()) lockstep::delete_too_early::pack_and_die(variant, folder);
        if (basics.chosen()) return lockstep::show_basics(program.pace());
        if (numbers.chosen()) return lockstep::show_numbers(count, batch, program.pace());
        if (broken.chosen()) return lockstep::show_broken(fault);
        return pipeline.run();
    });
}
