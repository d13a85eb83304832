#include "lessons/02_queue/programs/tour.hpp"

#include <chrono>
#include <thread>

#include "common/console.hpp"
#include "lessons/02_queue/broken/mended.hpp"
#include "lessons/02_queue/programs/files.hpp"
#include "lessons/02_queue/stairs/1_counter_without_lock.hpp"
#include "lessons/02_queue/stairs/2_counter_with_mutex.hpp"
#include "lessons/02_queue/stairs/3_waiting_by_polling.hpp"
#include "lessons/02_queue/stairs/4_notify_before_wait.hpp"
#include "lessons/02_queue/stairs/7_end_mark_for_two.hpp"

namespace lockstep {
namespace {

std::string slow_item(const std::function<long()>&) {
    std::this_thread::sleep_for(
        std::chrono::milliseconds{50});  // a download, to be watched
    return "000007";
}

}  // namespace

int run_tour(const Settings& settings) {
    say_plain("1. Two threads add 1 to a counter, at the worst moment:\n"
              "   without a lock it says {}, with a mutex {}.\n\n",
              count_without_lock(), count_with_mutex(1));
    say_plain("2. A thread waits 50 ms for an item:\n"
              "   by polling it asks {} times; on a condition variable it sleeps.\n\n",
              wait_by_polling(slow_item).questions);
    say_plain(
        "3. A consumer comes after the notify:\n"
        "   without a predicate it sleeps beside {} item, with one it gets it: {}.\n\n",
        sleep_beside_an_item(), late_consumer_gets_its_item());
    say_plain("4. Two consumers, and nothing more will come:\n"
              "   one end mark ends {} of them, closing the queue ends {}.\n\n",
              end_two_consumers_with_one_mark().ended, two_consumers_see_the_close());
    say_plain("5. {} downloads hand files to one converter, and the queue ends:\n",
              settings.stocks);
    const int exit_code = run_files(settings);
    say_plain("\nNext: lesson02 --help lists the programs; lesson02 broken shows the "
              "faults.\n");
    return exit_code;
}

}  // namespace lockstep
