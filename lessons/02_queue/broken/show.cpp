#include "lessons/02_queue/broken/show.hpp"

#include <algorithm>
#include <stdexcept>

#include "common/console.hpp"
#include "lessons/02_queue/broken/mended.hpp"
#include "lessons/02_queue/programs/end_mark.hpp"
#include "lessons/02_queue/stairs/1_counter_without_lock.hpp"
#include "lessons/02_queue/stairs/2_counter_with_mutex.hpp"
#include "lessons/02_queue/stairs/4_notify_before_wait.hpp"
#include "lessons/02_queue/stairs/5_woken_for_nothing.hpp"
#include "lessons/02_queue/stairs/7_end_mark_for_two.hpp"
#include "lessons/02_queue/stairs/9_done_without_failure.hpp"

namespace lockstep {
namespace {

bool show(bool fault_seen, bool mended, const std::string& wrong,
          const std::string& right) {
    say_plain("wrong   {}\nmended  {}\n", wrong, right);
    return fault_seen && mended;
}

bool counter() {
    const int wrong = count_without_lock();
    const int right = count_with_mutex(1);
    return show(wrong == 1, right == 2,
                fmt::format("two threads added 1 to 0, and the counter says {}", wrong),
                fmt::format("with a mutex it says {}", right));
}

bool notify_before_wait() {
    const auto wrong = sleep_beside_an_item();
    const bool right = late_consumer_gets_its_item();
    return show(wrong == 1, right,
                fmt::format("the consumer went to sleep beside {} item", wrong),
                "with a predicate it looks first, and does not sleep");
}

bool woken_for_nothing() {
    const auto wrong = wake_two_for_one_item();
    const auto right = two_consumers_two_items();
    return show(wrong.with_nothing > 0,
                right.with_nothing == 0 && right.with_an_item == 2,
                fmt::format("two were woken for one item: {} got it, {} found nothing",
                            wrong.with_an_item, wrong.with_nothing),
                fmt::format("with a predicate the second waits for its own: {} got one",
                            right.with_an_item));
}

bool end_mark() {
    const auto wrong = end_two_consumers_with_one_mark();
    const auto right = two_consumers_see_the_close();
    return show(wrong.waiting_for_ever == 1, right == 2,
                fmt::format("one mark, two consumers: {} ended, {} would wait for ever",
                            wrong.ended, wrong.waiting_for_ever),
                fmt::format("one close, two consumers: {} ended", right));
}

bool done_without_failure() {
    const bool wrong = done_never_comes();
    const bool right = broken_promise_comes();
    return show(wrong, right, "the consumer died, and its producer would wait for ever",
                "with a std::promise the producer is told: broken promise");
}

struct Pair {
    const char* name;
    bool (*show)();
};
constexpr Pair faults[] = {
    {"counter", counter},
    {"notify-before-wait", notify_before_wait},
    {"woken-for-nothing", woken_for_nothing},
    {"end-mark", end_mark},
    {"done-without-failure", done_without_failure},
};

}  // namespace

std::vector<std::string> broken_names() {
    std::vector<std::string> names;
    for (const auto& fault : faults) names.emplace_back(fault.name);
    return names;
}

int run_broken(const std::string& name) {
    const auto* fault = std::ranges::find(faults, name, &Pair::name);
    if (fault == std::end(faults))
        throw std::invalid_argument{"broken: no fault " + name};
    return fault->show() ? 0 : 1;
}

}  // namespace lockstep
