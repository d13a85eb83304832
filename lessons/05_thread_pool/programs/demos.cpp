#include "lessons/05_thread_pool/programs/demos.hpp"

#include <cstdlib>
#include <functional>
#include <map>

#include "common/console.hpp"
#include "lessons/05_thread_pool/broken/lost_exception.hpp"
#include "lessons/05_thread_pool/broken/nested_wait.hpp"
#include "lessons/05_thread_pool/broken/stale_client.hpp"
#include "lessons/05_thread_pool/broken/wrong_address.hpp"

namespace lockstep {

namespace {

bool show_lost_exception() {
    say_plain("Three dishes are cooked by a pool; the second one burns (D15).\n\n");
    const auto words = [](const lost_exception::Evening& evening) {
        return fmt::format("{} of 3 dishes are ready, and the landlord {}",
                           evening.cooked,
                           evening.told.empty() ? "was told nothing"
                                                : "was told: " + evening.told.front());
    };
    const auto broken = lost_exception::broken();
    say_plain("broken: {}\n", words(broken));
    const auto mended = lost_exception::mended();
    say_plain("mended: {}\n", words(mended));
    return broken.cooked == 2 && broken.told.empty() && mended.cooked == 2 &&
           mended.told.size() == 1;
}

bool show_stale_client() {
    say_plain("Ann logs in and goes. Then a guest comes, on the same thread of the pool "
              "(D18).\n\n");
    const auto broken = stale_client::broken();
    say_plain("broken: the guest is shown \"{}\"\n", broken);
    const auto mended = stale_client::mended();
    say_plain("mended: the guest is shown \"{}\": the state ends with the task\n",
              mended);
    return broken == "your account, Ann" && mended == "your account, unknown guest";
}

bool show_wrong_address() {
    say_plain("Two clients come. What does the server write down (D14)?\n\n");
    const auto show = [](const char* variant, const auto& visits) {
        for (const auto& visit : visits)
            say_plain("{}: \"{} came\", and the client is {}\n", variant, visit.logged,
                      visit.real);
        return visits[0].logged == visits[0].real && visits[1].logged == visits[1].real;
    };
    const bool broken = show("broken", wrong_address::broken());
    return show("mended", wrong_address::mended()) && !broken;
}

bool show_nested_wait() {
    say_plain("One cook. Tea waits for hot water, which is a task of the same pool.\n\n");
    const bool broken = nested_wait::broken();
    say_plain("broken: the water {}\n",
              broken ? "got hot" : "never gets hot: the cook waits for himself");
    const bool mended = nested_wait::mended();
    say_plain("mended: the water {}: the guest waits, not the cook\n",
              mended ? "got hot" : "never got hot");
    return !broken && mended;
}

const std::map<std::string, std::function<bool()>>& faults() {
    static const std::map<std::string, std::function<bool()>> all{
        {"lost-exception", show_lost_exception},
        {"nested-wait", show_nested_wait},
        {"stale-client", show_stale_client},
        {"wrong-address", show_wrong_address}};
    return all;
}

}  // namespace

const std::vector<std::string>& broken_pool_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const auto& fault : faults()) all.push_back(fault.first);
        return all;
    }();
    return names;
}

int show_broken(const std::string& name) {
    return faults().at(name)() ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace lockstep
