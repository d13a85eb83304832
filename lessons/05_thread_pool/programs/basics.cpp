#include "lessons/05_thread_pool/programs/basics.hpp"

#include <cstdlib>
#include <future>
#include <latch>
#include <numeric>
#include <stdexcept>

#include "common/console.hpp"
#include "lessons/05_thread_pool/thread_pool.hpp"

namespace lockstep {

std::vector<std::string> orders_and_dishes(Pace& pace) {
    ThreadPool kitchen{2};
    const auto cook = [](const std::string& dish) {
        say("cooks {}", dish);
        return dish + ", hot";
    };
    std::vector<std::future<std::string>> orders;
    for (const auto* dish : {"soup", "noodles", "tea"}) {
        pace.hand_over(fmt::format("{} is ordered", dish));
        say("orders {}", dish);
        orders.push_back(kitchen.submit(cook, dish));
    }
    std::vector<std::string> dishes;
    for (auto& order : orders) {
        dishes.push_back(order.get());  // waits until it is ready
        say("gets {}", dishes.back());
    }
    return dishes;
}

std::string a_dish_that_fails(Pace& pace) {
    ThreadPool kitchen{1};
    pace.hand_over("an order that will fail");
    auto order = kitchen.submit([]() -> std::string {
        say("the pan burns");
        throw std::runtime_error{"no noodles today"};
    });
    try {
        return order.get();
    } catch (const std::runtime_error& error) {
        say("is told: {}", error.what());
        return error.what();
    }
}

std::vector<int> squares_in_order(Pace& pace) {
    ThreadPool pool{2};
    std::vector<int> numbers(8);
    std::iota(numbers.begin(), numbers.end(), 1);
    std::latch others{7};  // so that the first one is ready last
    pace.hand_over("eight numbers are mapped");
    const auto squares = pool.map(
        [&others](int number) {
            if (number == 1) others.wait();
            say("{} times {}", number, number);
            if (number != 1) others.count_down();
            return number * number;
        },
        numbers);
    say("{}", fmt::join(squares, " "));
    return squares;
}

int orders_refused(Pace& pace) {
    ThreadPool kitchen{1, 1};  // one cook, and room for one order on the board
    std::latch begun{1}, may_finish{1};
    auto first = kitchen.submit([&] {
        say("cooks the first order, and will be a while");
        begun.count_down();
        may_finish.wait();
    });
    begun.wait();
    int taken = 1;
    for (int order = 2; order <= 4; ++order) {
        pace.hand_over(fmt::format("order {}", order));
        const auto later = kitchen.try_submit([order] { say("cooks order {}", order); });
        say("order {} is {}", order, later ? "taken" : "refused: the board is full");
        if (later) ++taken;
    }
    may_finish.count_down();
    return taken;
}

int show_pool_basics(Pace& pace) {
    say_plain("\n1. submit returns a future at once, get waits for the result\n");
    orders_and_dishes(pace);
    say_plain("\n2. an exception comes home through the future\n");
    a_dish_that_fails(pace);
    say_plain("\n3. map gives the results in the order of the inputs\n");
    squares_in_order(pace);
    say_plain("\n4. a full queue makes submit wait, and try_submit refuse\n");
    orders_refused(pace);
    return EXIT_SUCCESS;
}

}  // namespace lockstep
