// A price is asked for. The thread that finds none returns, and keeps the promise open.
#include <exception>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

void ask(void (*find)(std::promise<int>&, const std::string&)) {
    std::promise<int> price;
    std::jthread clerk{[&] { find(price, "none"); }};
    try {
        (void)price.get_future().get();
    } catch (const std::invalid_argument&) {
    }
}

void wrong() {
    ask([](std::promise<int>& price, const std::string& text) {
        if (text == "none") return;  // wrong: who waits is not told
        price.set_value(std::stoi(text));
    });
}

void right() {
    ask([](std::promise<int>& price, const std::string& text) {
        try {
            price.set_value(std::stoi(text));
        } catch (...) {
            price.set_exception(std::current_exception());
        }
    });
}

}  // namespace

const Case promise_never_set{"promise never set", wrong, right, ExplorerVerdict::deadlock,
                             "every way out of the task must answer the future"};

}  // namespace lockstep::cases
