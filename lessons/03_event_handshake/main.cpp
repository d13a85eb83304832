// Lesson 03: threads that take turns. By itself it shows 12 stocks in batches of 5.
#include <string>

#include "common/program.hpp"
#include "lessons/03_event_handshake/broken_delete_too_early.hpp"
#include "lessons/03_event_handshake/demos.hpp"
#include "lessons/03_event_handshake/pipeline_command.hpp"

int main(int argc, char** argv) {
    lockstep::Program program{
        "lesson03",
        "Threads that take turns: an Event, a handshake, a pipeline of three stations.",
        "lesson03 pipeline --stocks 1000 --batch 100 --out quotes"};
    auto& options = program.options();
    options.require_subcommand(0, 1);

    auto* basics =
        options.add_subcommand("basics", "what an Event does, in five small steps");

    int count = 12;
    int batch = 5;
    auto* numbers =
        options.add_subcommand("numbers", "the handshake alone, with numbers");
    numbers->add_option("--count", count, "how many numbers")
        ->check(CLI::Range(0, 1000000));
    numbers->add_option("--batch", batch, "numbers in a batch")
        ->check(CLI::Range(1, 1000000));

    lockstep::PipelineCommand pipeline{program};

    std::string fault;
    auto* broken =
        options.add_subcommand("broken", "a fault that fails every time, and its mend");
    broken->add_option("NAME", fault, "which")
        ->required()
        ->check(CLI::IsMember(lockstep::broken_names()));

    std::string variant, folder;
    auto* child =
        options.add_subcommand("pack-and-die", "")->group("");  // of `broken`, hidden
    child->add_option("VARIANT", variant)->required();
    child->add_option("FOLDER", folder)->required();

    return program.run(argc, argv, [&] {
        if (*child) lockstep::delete_too_early::pack_and_die(variant, folder);
        if (*basics) return lockstep::show_basics(program.pace());
        if (*numbers) return lockstep::show_numbers(count, batch, program.pace());
        if (*broken) return lockstep::show_broken(fault);
        return pipeline.run();
    });
}
