// Lesson 01: nine stocks, one after another and in threads. Each program of the lesson is
// a function that is given the same Job.
#include "common/console.hpp"
#include "common/program.hpp"
#include "lessons/01_threads/broken/faults.hpp"
#include "lessons/01_threads/programs/compare.hpp"
#include "lessons/01_threads/programs/end_of_main.hpp"
#include "lessons/01_threads/programs/from_class.hpp"
#include "lessons/01_threads/programs/from_function.hpp"
#include "lessons/01_threads/programs/options.hpp"
#include "lessons/01_threads/programs/serial.hpp"

using namespace lockstep;

int main(int argc, char** argv) {
    const std::vector<Act> acts{
        {"", "", compare},
        {"serial", "one stock after another", one_after_another},
        {"function", "threads from a plain function: std::thread, std::jthread",
         with_functions},
        {"class", "objects that own their thread", with_objects},
        {"ends",
         "what happens to threads at the end of main",
         end_of_main,
         {"main", "clerk", "ticker"}},
        {"failure", "one stock fails, the others finish, main hears of it",
         with_jthreads}};

    Program program{"lesson01", "Nine stocks, one after another and then in threads.",
                    "lesson01 function --stocks 3 --step"};
    Options options{program.options(), acts};
    return program.run(argc, argv, [&] {
        if (options.broken()) {
            show_fault(options.fault(), options.unprotected());
            return EXIT_SUCCESS;
        }
        if (program.lanes()) console::use_lanes(options.act().lanes);
        Scene scene{options.scene(), program.pace(), program.stop_token()};
        options.act().run(scene.job());
        say("main thread");
        return EXIT_SUCCESS;
    });
}
