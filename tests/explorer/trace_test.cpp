// What is told of a schedule: names, rows, JSON, files.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/explorer/trace/lanes.hpp"
#include "tests/explorer/trace/source_names.hpp"
#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep::explorer;
using lockstep::test::contains;
using lockstep::test::lacks;
using lockstep::test::run_program;
using lockstep::test::TemporaryFolder;

namespace {

using Names = std::vector<std::string>;

std::string text_of(const std::string& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::string locked(const std::string& line, const std::string& through) {
    return object_in({line, "", {through}}, What::lock);
}

const std::string guard = "std::scoped_lock<std::mutex>::scoped_lock(std::mutex&)";
const std::string direct = "std::mutex::lock()";
const std::string unique = "std::unique_lock<std::mutex>::lock()";
const std::string load = "std::__atomic_base<int>::load(std::memory_order) const";
const std::string to_int = "std::__atomic_base<int>::operator int() const";

std::string read_on(const std::string& line, const std::string& before = "") {
    return object_in({line, before, {}}, What::read);
}

}  // namespace

TEST_CASE("a mutex is called as on the line that locks it") {
    CHECK(locked("std::scoped_lock lock{m};", guard) == "m");
    CHECK(locked("const std::lock_guard<std::mutex> lock(queue.mutex_);",
                 "std::lock_guard<std::mutex>::lock_guard(std::mutex&)") ==
          "queue.mutex_");
    CHECK(locked("mutex.lock();", direct) == "mutex");
    CHECK(locked("account->mutex.lock();  // theirs", direct) == "account->mutex");
    CHECK(object_in({"pthread_mutex_lock(&fork);", "", {}}, What::lock) == "fork");
}

TEST_CASE("a mutex has no name where the line leaves a doubt") {
    CHECK(locked("std::scoped_lock both{a, b};", guard).empty());
    CHECK(locked("lock.lock();", unique).empty());
    CHECK(locked("changed.wait(lock);", "std::condition_variable_any::wait()").empty());
    CHECK(locked("{ std::scoped_lock x{a}; } { std::scoped_lock y{b}; }", guard).empty());
    CHECK(locked("}", guard).empty());
    CHECK(locked("std::scoped_lock lock{forks[left]};", guard).empty());
}

TEST_CASE("a condition variable is called as on the line that waits or notifies") {
    CHECK(object_in({"rang.wait(lock);", "", {}}, What::wait) == "rang");
    CHECK(object_in({"box.rang.notify_one();", "", {}}, What::notify_one) == "box.rang");
    CHECK(
        object_in({"a.notify_one(); b.notify_one();", "", {}}, What::notify_one).empty());
}

TEST_CASE("an atomic is called as on its line where there is only one") {
    const SourceLine plus{"counter = counter + 1;", "{", {load, to_int}};
    CHECK(object_in(plus, What::atomic_load) == "counter");
    CHECK(object_in({"a = y.load(relaxed);", "", {load}}, What::atomic_load) == "y");
    const SourceLine loop{"while (!open) moved.wait(lock);", "", {load, to_int}};
    CHECK(object_in(loop, What::atomic_load).empty());
    CHECK(
        object_in({"if (balance < limit) return;", "", {load, to_int}}, What::atomic_load)
            .empty());
    CHECK(object_in({"use(pointer);", "", {load, "std::shared_ptr<int>::shared_ptr()"}},
                    What::atomic_load)
              .empty());
}

TEST_CASE("plain memory is called as on its line where nothing else can be meant") {
    CHECK(read_on("++counter;", "{") == "counter");
    CHECK(read_on("std::jthread one{[&] { ++counter; }};", "{") == "counter");
    CHECK(read_on("recipe.eggs = 3;", "}};") == "recipe.eggs");
    CHECK(read_on("expect(counter == 2, \"both have counted\");", ";") == "counter");
    CHECK(read_on("++*counter;").empty());
    CHECK(read_on("total = first + second;").empty());
    CHECK(read_on("below[plate] = 1;").empty());
    CHECK(read_on("return first", ";").empty());
    CHECK(read_on("+ second;", "return first").empty());
}

TEST_CASE("threads are called as they are declared") {
    CHECK(threads_in("std::jthread producer{[&] { run(queue, 1); }};") ==
          Names{"producer"});
    CHECK(threads_in("{ std::jthread one{count}, two{count}; }") == Names{"one", "two"});
    CHECK(threads_in("std::thread one{[&] { f(a, b); }}, two(g);") ==
          Names{"one", "two"});
    CHECK(threads_in("threads.emplace_back(run);").empty());
    CHECK(threads_in("std::vector<std::thread> all(2);").empty());
    CHECK(threads_in("std::thread a{f}; std::thread b{g};").empty());
}

TEST_CASE("of a long trace the beginning and the end are shown") {
    Trace trace;
    trace.threads.emplace_back().name = "body";
    for (int i = 0; i < 200; ++i) {
        trace.events.emplace_back();
        trace.events.back().text = "event " + std::to_string(i);
    }
    const auto text = lanes(trace, {.first = 8, .last = 60});
    CHECK(contains(text, "| event 7 "));
    CHECK(contains(text, "… 132 events …"));
    CHECK(lacks(text, "| event 8 "));
    CHECK(lacks(text, "| event 139 "));
    CHECK(contains(text, "| event 140"));
    trace.events.resize(69);
    CHECK(contains(lanes(trace), "| event 40"));
}

TEST_CASE("a source that was changed after the build is not quoted") {
    namespace fs = std::filesystem;
    const TemporaryFolder folder;
    const auto program = folder.path() + "/dinner";
    fs::copy_file(LOCKSTEP_EXPLORED_DINNER, program);
    fs::last_write_time(program,
                        fs::file_time_type{} - std::chrono::hours{24 * 365 * 150});
    const auto result = run_program({LOCKSTEP_EXPLORE, program});
    CHECK(contains(result.out, "dinner.cpp:13  (changed since the program was built)"));
    CHECK(
        contains(result.out, "locks left_fork"));  // a global: its name is in the program
    CHECK(contains(result.out, "starts T1"));
}

TEST_CASE("no row ends in a blank") {
    const auto result = run_program({LOCKSTEP_EXPLORE, LOCKSTEP_EXPLORED_DINNER});
    CHECK(lacks(result.out, " \n"));
}

TEST_CASE("the schedule is written as JSON with who holds and who waits") {
    const TemporaryFolder folder;
    const auto file = folder.path() + "/dinner.json";
    run_program({LOCKSTEP_EXPLORE, "--trace", file, LOCKSTEP_EXPLORED_DINNER});
    const auto json = nlohmann::json::parse(text_of(file));
    CHECK(json.at("format") == "lockstep-trace");
    CHECK(json.at("version") == 1);
    CHECK(json.at("verdict") == "deadlock");
    CHECK(json.at("threads").at(1).at("name") == "plato");
    const auto& last = json.at("events").back();
    CHECK(last.at("kind") == "lock");
    CHECK(last.at("text") == "locks right_fork");
    CHECK(last.at("place").at("source") == "const std::scoped_lock one{first};");
    CHECK(last.at("holds").size() == 2);
    const auto& kant = last.at("waits").back();
    CHECK(kant.at("thread") == 2);
    CHECK(kant.at("object") == "left_fork");
    CHECK(kant.at("held_by") == nlohmann::json{1});
}

TEST_CASE("two runs write the same bytes") {
    const TemporaryFolder folder;
    const auto write = [&](const std::string& name) {
        const auto result = run_program(
            {LOCKSTEP_EXPLORE, "--trace", folder.path() + "/" + name + ".json", "--html",
             folder.path() + "/" + name + ".html", LOCKSTEP_EXPLORED_ACCOUNT});
        return result.out + text_of(folder.path() + "/" + name + ".json") +
               text_of(folder.path() + "/" + name + ".html");
    };
    const auto first = write("first");
    CHECK(first.size() > 5000);
    CHECK(first == write("second"));
}

TEST_CASE("a file that cannot be written is named and the exit code says so") {
    const auto result = run_program(
        {LOCKSTEP_EXPLORE, "--trace", "/nowhere/trace.json", LOCKSTEP_EXPLORED_DINNER});
    CHECK(result.exit_code == 2);
    CHECK(contains(result.err, "cannot write /nowhere/trace.json: No such file"));
}

TEST_CASE("an explored test writes the schedule that fails") {
    const TemporaryFolder folder;
    const auto file = folder.path() + "/race.json";
    run_program({LOCKSTEP_EXPLORER_TEST, "-tc=a counter without a lock*"},
                {.environment = {"LOCKSTEP_TRACE=" + file}});
    const auto json = nlohmann::json::parse(text_of(file));
    CHECK(json.at("verdict") == "data_race");
    CHECK(json.at("events").back().at("object") == "counter");
}

TEST_CASE("on a terminal each thread has a colour unless NO_COLOR is set") {
    const auto explore = [](const std::string& no_color, bool terminal) {
        return run_program(
                   {LOCKSTEP_EXPLORE, LOCKSTEP_EXPLORED_DINNER},
                   {.environment = {"TERM=xterm", no_color}, .terminal = terminal})
            .out;
    };
    CHECK(contains(explore("NO_COLOR", true), "\x1b[33mlocks left_fork\x1b[0m"));
    CHECK(contains(explore("NO_COLOR", true), "\x1b[35mlocks right_fork\x1b[0m"));
    CHECK(lacks(explore("NO_COLOR=1", true), "\x1b["));
    CHECK(lacks(explore("NO_COLOR", false), "\x1b["));
}
