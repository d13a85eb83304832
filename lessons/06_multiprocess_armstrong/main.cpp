// Lesson 06: work in processes of its own. By itself it shows that work survives its
// workers.
#include <vector>

#include "common/program.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/all_command.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_command.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/survive_command.hpp"
#include "lessons/06_multiprocess_armstrong/broken/show.hpp"
#include "lessons/06_multiprocess_armstrong/command.hpp"
#include "lessons/06_multiprocess_armstrong/processes/memory_demo.hpp"
#include "lessons/06_multiprocess_armstrong/processes/pipe_demo.hpp"
#include "lessons/06_multiprocess_armstrong/queue/queue_demo.hpp"

int main(int argc, char** argv) {
    lockstep::Program program{
        "lesson06",
        "Processes: memory of their own, lines between them, work that survives them.",
        "lesson06 survive --workers 4 --pause 300"};
    const std::vector<lockstep::Command> commands{
        lockstep::survive_command(program), lockstep::memory_command(program),
        lockstep::pipe_command(program),    lockstep::armstrong_command(program),
        lockstep::all_command(program),     lockstep::queue_command(program),
        lockstep::broken_command(program),  lockstep::worker_command(program),
    };
    const auto chosen = [&]() -> const lockstep::Command& {
        for (const auto& command : commands)
            if (command.options.chosen()) return command;
        return commands.front();
    };
    program.before_threads([&] { chosen().before_threads(); });
    return program.run(argc, argv, [&] { return chosen().run(); });
}
