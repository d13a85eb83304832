#include "lessons/06_multiprocess_armstrong/broken/show.hpp"

#include <chrono>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <fmt/ranges.h>

#include "common/console.hpp"
#include "lessons/06_multiprocess_armstrong/broken/fork_with_threads.hpp"
#include "lessons/06_multiprocess_armstrong/broken/shared_global.hpp"
#include "lessons/06_multiprocess_armstrong/broken/short_message.hpp"
#include "lessons/06_multiprocess_armstrong/broken/wrong_sum.hpp"
#include "lessons/06_multiprocess_armstrong/broken/zombie.hpp"

namespace lockstep {
namespace {

using namespace std::chrono_literals;

bool show_shared_global() {
    say_plain(
        "A child changes a global, and the parent waits for the child and looks.\n\n");
    const int broken = shared_global::broken();
    say_plain("broken: the parent reads {}: the child changed its own copy\n", broken);
    const int mended = shared_global::mended();
    say_plain("mended: the parent has {}: the child sent it\n", mended);
    return broken == 0 && mended == 42;
}

bool show_fork_with_threads() {
    say_plain("A thread holds a mutex while another calls fork. Then it lets go.\n"
              "The child wants the mutex too.\n\n");
    const auto words = [](bool got_it) {
        return got_it ? "gets the mutex" : "still waits after 500 ms, and is killed";
    };
    const bool broken = fork_with_threads::broken(500ms);
    say_plain("broken: the child {}\n", words(broken));
    const bool mended = fork_with_threads::mended(60s);
    say_plain("mended: the child {}: it was forked before the thread was started\n",
              words(mended));
    return !broken && mended;
}

bool show_short_message() {
    say_plain("A child sends \"153 370 371 407\", and the parent reads once.\n\n");
    const std::string broken = short_message::broken();
    say_plain("broken: the parent takes \"{}\" for the message\n", broken);
    const std::string mended = short_message::mended();
    say_plain("mended: the parent takes \"{}\": the length comes first\n", mended);
    return broken == "153 370" && mended == "153 370 371 407";
}

bool show_zombie() {
    const auto words = [](char state) {
        return state == 'Z'   ? "a zombie"
               : state == '-' ? "nothing"
                              : "a process that has not ended";
    };
    say_plain("A child has ended. What is left of it?\n\n");
    const char broken = zombie::broken();
    say_plain("broken: {}, since nobody waited for it\n", words(broken));
    const char mended = zombie::mended();
    say_plain("mended: {}: its owner waits in the destructor\n", words(mended));
    return broken == 'Z' && mended == '-';
}

bool show_wrong_sum() {
    using namespace wrong_sum;
    const auto words = [](const std::vector<Number>& found) {
        return found.empty() ? "nothing" : fmt::format("{}", fmt::join(found, " "));
    };
    say_plain("A test for Armstrong numbers adds x * k in place of x ** k, and divides\n"
              "with / in place of // (D16). What does it find below 1000?\n\n");
    const auto as_written = found_below(1000, broken_as_written);
    say_plain("broken: {}: divided by 10, 153 becomes 15.3, and so on: {} \"digits\"\n",
              words(as_written), digits_by_fractions(153).size());
    const auto with_whole_numbers = found_below(1000, broken_with_whole_numbers);
    say_plain("broken, with //: {}: three digits make at most 3 * 9 * 3 = 81\n",
              words(with_whole_numbers));
    const auto mended = found_below(1000, is_armstrong);
    say_plain("mended: {}\n", words(mended));
    return as_written.empty() && with_whole_numbers.size() == 10 && mended.size() == 13;
}

const std::map<std::string, std::function<bool()>>& faults() {
    static const std::map<std::string, std::function<bool()>> all{
        {"shared-global", show_shared_global},
        {"fork-with-threads", show_fork_with_threads},
        {"short-message", show_short_message},
        {"wrong-sum", show_wrong_sum},
        {"zombie", show_zombie}};
    return all;
}

// All of it happens before threads start, since all of it forks.
struct BrokenCommand {
    CommandLine add_options(Program& program);
    void start() { as_announced = faults().at(name)(); }
    int run() const { return as_announced ? EXIT_SUCCESS : EXIT_FAILURE; }

    std::string name;
    bool as_announced = false;
};

CommandLine BrokenCommand::add_options(Program& program) {
    std::vector<std::string> names;
    for (const auto& fault : faults()) names.push_back(fault.first);
    const auto app = program.options().subcommand(
        "broken", "a fault that fails every time, and its mend");
    app.option("NAME", name, "which").required().one_of(names);
    return app;
}

}  // namespace

Command broken_command(Program& program) {
    const auto broken = std::make_shared<BrokenCommand>();
    return command(broken->add_options(program), broken);
}

}  // namespace lockstep
