// Lesson 02: threads that hand work to each other through a queue.

#include "common/program.hpp"
#include "lessons/02_queue/broken/show.hpp"
#include "lessons/02_queue/programs/end_mark.hpp"
#include "lessons/02_queue/programs/files.hpp"
#include "lessons/02_queue/programs/memory.hpp"
#include "lessons/02_queue/programs/options.hpp"
#include "lessons/02_queue/programs/promise.hpp"
#include "lessons/02_queue/programs/timed.hpp"
#include "lessons/02_queue/programs/tour.hpp"

int main(int argc, char** argv) {
    using namespace lockstep;
    Program program{"lesson02", "Threads that hand work to each other through a queue.",
                    "lesson02 files --stocks 9 --out xml"};
    Settings settings;
    Commands commands{program, settings};
    const std::vector<std::string> line{"download", "converter"};
    commands.add("files", "downloads put file names, one converter takes them", run_files,
                 line, {Takes::stocks, Takes::source, Takes::out});
    commands.add("memory", "the same in memory, with a bounded queue", run_memory, line,
                 {Takes::stocks, Takes::source, Takes::out});
    commands.add("orderbooks", "order books of four markets", run_order_books, line,
                 {Takes::source, Takes::out});
    commands.add("promise", "items that tell their producer what came of them",
                 run_promise, {"producer", "converter"});
    commands.add("end-mark", "one end mark, two consumers, and a closed queue",
                 run_end_mark, {"consumer 1", "consumer 2"});
    commands.add("timed", "waiting, waiting a limited time, not waiting", run_timed,
                 {"producer", "main"});
    commands.add_broken();
    return program.run(argc, argv, [&] { return commands.run_chosen_or(run_tour); });
}
