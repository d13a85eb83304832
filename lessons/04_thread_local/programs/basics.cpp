#include "lessons/04_thread_local/programs/basics.hpp"

#include <barrier>
#include <functional>
#include <mutex>
#include <thread>

#include "common/console.hpp"

namespace lockstep {

namespace {

// One name in the program, and one variable in each thread that uses it.
thread_local int counter = 0;

}  // namespace

std::vector<int> count_in_three_threads(Pace& pace) {
    std::vector<int> counts(3);  // each thread writes its own; read after the joins
    for (int number = 1; number <= 3; ++number) {
        pace.hand_over("a thread counts, with a counter of its own");
        std::jthread{[&counts, number] {
            name_thread(fmt::format("counter {}", number));
            for (int time = 0; time < number; ++time) ++counter;
            say("I counted to {}", counter);
            counts[static_cast<std::size_t>(number) - 1] = counter;
        }}.join();
    }
    say("my own counter is {}", counter);
    counts.push_back(counter);
    return counts;
}

std::set<const void*> addresses_in_three_threads() {
    std::set<const void*> addresses{&counter};
    std::mutex mutex;  // guards addresses
    std::barrier all_are_here{3};
    {
        std::vector<std::jthread> threads;
        for (int number = 1; number <= 3; ++number) {
            threads.emplace_back([&, number] {
                name_thread(fmt::format("counter {}", number));
                say("my counter lives at {}", fmt::ptr(&counter));
                {
                    const std::lock_guard lock{mutex};
                    addresses.insert(&counter);
                }
                // A thread that comes after another's end may get the same memory.
                all_are_here.arrive_and_wait();
            });
        }
    }
    say("mine lives at {}", fmt::ptr(&counter));
    return addresses;
}

namespace {

// Whose life it is told in: set before the threads, read after them.
std::vector<std::string>* diary = nullptr;

void write_down(const std::string& what) {
    say("{}", what);
    diary->push_back(what);
}

class Notebook {
  public:
    Notebook() { write_down("a notebook is made"); }
    ~Notebook() { write_down("the notebook is destroyed"); }
    void use() { write_down("the notebook is used"); }
};

// Inside a function it is made exactly when its thread comes here for the first time;
// outside, at some time before its first use.
Notebook& notebook() {
    thread_local Notebook mine;
    return mine;
}

}  // namespace

std::vector<std::string> life_of_a_notebook(Pace& pace) {
    std::vector<std::string> lines;
    diary = &lines;
    std::jthread{[] {
        name_thread("idler");
        write_down("this thread needs no notebook");
    }}.join();
    pace.hand_over("a thread uses its notebook, twice");
    std::jthread{[] {
        name_thread("writer");
        write_down("this thread begins");
        notebook().use();
        notebook().use();
        write_down("this thread has nothing more to do");
    }}.join();
    diary = nullptr;
    return lines;
}

int value_in_a_child_thread() {
    int found = -1;
    std::jthread{[&found] {
        counter = 7;
        std::jthread{[&found] { found = counter; }}.join();
    }}.join();
    return found;
}

int value_in_another_object() {
    struct Till {
        // Inside a class thread_local implies static: it belongs to the thread, and to no
        // object.
        static int& takings() {
            thread_local int all = 0;
            return all;
        }
    };
    int found = -1;
    std::jthread{[&found] {
        Till left, right;
        left.takings() = 7;
        found = right.takings();
    }}.join();
    return found;
}

int value_in_the_next_task() {
    int found = -1;
    const std::vector<std::function<void()>> tasks{[] { counter = 7; },
                                                   [&found] { found = counter; }};
    std::jthread{[&tasks] {
        for (const auto& task : tasks) task();  // as a pool's worker does
    }}.join();
    return found;
}

}  // namespace lockstep
