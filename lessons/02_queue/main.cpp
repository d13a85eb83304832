// Lesson 02: threads that hand work to each other through a queue.

#include "common/program.hpp"
#include "lessons/02_queue/broken.hpp"
#include "lessons/02_queue/end_mark.hpp"
#include "lessons/02_queue/files.hpp"
#include "lessons/02_queue/memory.hpp"
#include "lessons/02_queue/options.hpp"
#include "lessons/02_queue/promise.hpp"
#include "lessons/02_queue/timed.hpp"
#include "lessons/02_queue/tour.hpp"

int main(int argc, char** argv) {
    using namespace lockstep;
    Program program{"lesson02", "Threads that hand work to each other through a queue.",
                    "lesson02 files --stocks 9 --out xml"};
    Settings settings;
    Commands commands{program, settings};
    commands.add("files", "downloads put file names, one converter takes them", run_files,
                 {Takes::stocks, Takes::source, Takes::out});
    commands.add("memory", "the same in memory, with a bounded queue", run_memory,
                 {Takes::stocks, Takes::source, Takes::out});
    commands.add("orderbooks", "order books of four markets", run_order_books,
                 {Takes::source, Takes::out});
    commands.add("promise", "items that tell their producer what came of them",
                 run_promise);
    commands.add("end-mark", "one end mark, two consumers, and a closed queue",
                 run_end_mark);
    commands.add("timed", "waiting, waiting a limited time, not waiting", run_timed);
    commands.add_broken();
    return program.run(argc, argv, [&] { return commands.run_chosen_or(run_tour); });
}
