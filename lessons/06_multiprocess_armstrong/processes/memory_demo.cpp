#include "lessons/06_multiprocess_armstrong/processes/memory_demo.hpp"

#include <csignal>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "common/console.hpp"

namespace lockstep {
namespace {

int number = 1;  // of each process its own

void show_number(std::string_view when) {
    say("{}: number is {}, at address {}", when, number, fmt::ptr(&number));
}

int change_the_number(MessageChannel& parent) {
    (void)parent.receive();  // until the parent says so
    show_number("a copy from the fork");
    number = 7;
    show_number("changed here");
    return EXIT_SUCCESS;
}

int return_three(MessageChannel& parent) {
    (void)parent.receive();
    return 3;
}

int throw_something(MessageChannel& parent) {
    (void)parent.receive();
    throw std::runtime_error{"the disk is full"};
}

int wait_for_ever(MessageChannel& parent) {
    while (parent.receive()) continue;
    return EXIT_SUCCESS;
}

}  // namespace

void MemoryDemo::start() {
    workers_.push_back(fork_worker("changer", change_the_number));
    workers_.push_back(fork_worker("returner", return_three));
    workers_.push_back(fork_worker("thrower", throw_something));
    workers_.push_back(fork_worker("sleeper", wait_for_ever));
}

int MemoryDemo::run() {
    for (const Worker& worker : workers_)
        say("process {} is the parent of {}, the {}", ::getpid(), worker.process.pid(),
            worker.name());
    show_number("before");
    for (Worker& worker : workers_) {
        program_.pace().hand_over(fmt::format("the {} is told to go on", worker.name()));
        worker.line.send("go on");
        if (worker.name() == "sleeper") worker.process.kill(SIGKILL);
        report_end(worker);
    }
    show_number("after");
    return number == 1 ? EXIT_SUCCESS : EXIT_FAILURE;
}

void MemoryDemo::report_end(Worker& worker) {
    say("the {} has ended: {}", worker.name(), in_words(worker.process.wait()));
}

Command memory_command(Program& program) {
    return command(program.options().subcommand(
                       "memory", "a child has memory of its own, and an end"),
                   std::make_shared<MemoryDemo>(program));
}

}  // namespace lockstep
