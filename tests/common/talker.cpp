// A small lesson-like program that the tests of the terminal parts run, as a person
// would.
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "common/console.hpp"
#include "common/output_folder.hpp"
#include "common/program.hpp"

namespace {

using namespace lockstep;

// Eight threads, a thousand lines each.
int flood() {
    std::vector<std::jthread> threads;
    for (int number = 1; number <= 8; ++number) {
        threads.emplace_back([number] {
            name_thread(fmt::format("speaker {}", number));
            for (int line = 0; line < 1000; ++line) say("line {} of the flood", line);
        });
    }
    return 0;
}

// Four threads, fifty lines of a hundred thousand equal letters each.
int long_flood() {
    std::vector<std::jthread> threads;
    for (const char letter : {'a', 'b', 'c', 'd'}) {
        threads.emplace_back([line = std::string(100'000, letter)] {
            for (int number = 0; number < 50; ++number) say_plain("{}", line);
        });
    }
    return 0;
}

int converse(bool lanes) {
    if (lanes) console::use_lanes({"download", "converter", "packer"});
    std::jthread{[] {
        name_thread("download 000007");
        say("the file arrives, and this is long enough for a second row");
    }}.join();
    std::jthread{[] {
        name_thread("converter");
        say("\x1b[31mred\nand \xe6\x94\xb6\xe7\x9b\x98\xe4\xbb\xb7 go together");
    }}.join();
    say("from main");
    say_error("an error");
    return 0;
}

// Half of the work, a pause until Enter, then the rest.
int progress(Pace& pace) {
    Progress bar{"stocks", 200};
    for (int step = 1; step <= 200; ++step) {
        if (step == 150) {
            say_error("{} are done", step);
        } else if (step % 50 == 0) {
            say("{} are done", step);
        }
        bar.advance();
        if (step == 100) pace.hand_over("the second half");
    }
    return 0;
}

int step(Pace& pace) {
    for (int number = 1; number <= 3; ++number) {
        pace.hand_over(fmt::format("step {}", number));
        say("passed {}", number);
    }
    return 0;
}

int step_together(Pace& pace) {
    std::vector<std::jthread> threads;
    for (int number = 1; number <= 4; ++number) {
        threads.emplace_back([&pace] {
            for (int i = 0; i < 5; ++i) pace.hand_over("one of twenty");
        });
    }
    return 0;
}

int write_file(const char* path) {
    std::ofstream file{path};
    say("a line");
    say_error("another line");
    file << "the file's own text";
    return 0;
}

int write_into(const std::filesystem::path& folder) {
    std::ofstream{folder / "file"} << "a text";
    say_plain("wrote {}/file", folder.string());
    return 0;
}

int wait_for_stop(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    say("waiting");
    std::unique_lock lock{mutex};
    stopped.wait(lock, stop, [] { return false; });
    say("asked to stop");
    return 0;
}

[[noreturn]] void never_return() {
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock lock{mutex};
    for (;;) never.wait(lock);
}

int deaf(const std::stop_token& stop) {
    const std::stop_callback heard{stop, [] { say("heard the first"); }};
    say("waiting");
    never_return();
}

int deaf_callback(const std::stop_token& stop) {
    const std::stop_callback heard{stop, [] {
                                       say("heard the first");
                                       never_return();
                                   }};
    say("waiting");
    never_return();
}

// What the kernel counts.
int count_threads() {
    const std::filesystem::directory_iterator threads{"/proc/self/task"};
    return static_cast<int>(std::distance(begin(threads), end(threads)));
}

}  // namespace

int main(int argc, char** argv) {
    std::thread{[] {}}.join();  // ThreadSanitizer starts one of its own with the first
    Program program{"talker", "Speaks, for the tests.", "talker converse --lanes"};
    int code = 0;
    int stocks = 9;
    std::string out;
    const auto options = program.options();
    OutputFolder folder{options, "talker"};
    options.option("--out", out, "folder for a file");
    options.option("--stocks", stocks, "how many").between(1, 1000);
    options.option("--code", code, "exit code of wait");
    const auto refuse = options.subcommand("refuse", "throws before threads start");
    std::function<int()> body;
    options.when_chosen([&] {
        if (!body && !refuse.chosen())
            throw lockstep::UsageError{"A subcommand is required"};
    });
    const auto add = [&](const char* name, std::function<int()> run) {
        options.subcommand(name, "does " + std::string{name}).when_chosen([&body, run] {
            body = run;
        });
    };
    add("flood", flood);
    add("long-flood", long_flood);
    add("converse", [&] { return converse(program.lanes()); });
    add("progress", [&] { return progress(program.pace()); });
    add("step", [&] { return step(program.pace()); });
    add("step-together", [&] { return step_together(program.pace()); });
    add("wait", [&] { return wait_for_stop(program.stop_token()), code; });
    add("deaf", [&] { return deaf(program.stop_token()); });
    add("deaf-callback", [&] { return deaf_callback(program.stop_token()); });
    add("write-file", [] { return write_file("out.txt"); });
    add("folder", [&] { return write_into(folder.open(out)); });
    add("throw", []() -> int { throw std::runtime_error{"000007:\nno such file"}; });
    add("throw-int", []() -> int { throw 7; });
    add("count", [&] { return say_plain("{} stocks", stocks), code; });
    int threads_before = 0;
    add("threads",
        [&] { return say_plain("{} more now", count_threads() - threads_before), 0; });
    program.before_threads([&] {
        threads_before = count_threads();
        if (refuse.chosen()) throw std::runtime_error{"no children today"};
    });
    return program.run(argc, argv, [&] { return body(); });
}
