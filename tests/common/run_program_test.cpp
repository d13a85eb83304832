#include "tests/support/run_program.hpp"

#include <filesystem>
#include <fstream>
#include <system_error>
#include <thread>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace lockstep::test;
using namespace std::chrono_literals;

TEST_CASE("a program gets its input and gives its output and exit code") {
    const RunResult result = run_program({"sh", "-c", "cat; echo error >&2; exit 3"},
                                         {.input = "from the test"});
    CHECK(result.out == "from the test");
    CHECK(result.err == "error\n");
    CHECK(result.exit_code == 3);
    CHECK_FALSE(result.timed_out);
    CHECK(run_program({"sh", "-c", "kill -KILL $$"}).exit_code == 137);
}

TEST_CASE("large input and output do not block each other") {
    const std::string large(5'000'000, 'x');
    const RunResult both = run_program({"sh", "-c", "tee /dev/stderr"}, {.input = large});
    CHECK(both.out == large);
    CHECK(both.err == large);
    CHECK(run_program({"true"}, {.input = large}).exit_code == 0);  // reads none of it
    CHECK(run_program({"sh", "-c", "exec <&-; echo read; exit 4"}, {.input = large})
              .exit_code == 4);
}

TEST_CASE("environment and folder are as asked for") {
    ::setenv("LOCKSTEP_TEST_OURS", "ours", 1);
    const char* show = "echo \"$LOCKSTEP_TEST_OURS,$LOCKSTEP_TEST_NEW\"; pwd";
    TemporaryFolder folder;
    CHECK(run_program({"sh", "-c", show}, {.folder = folder.path()}).out ==
          "ours,\n" + folder.path() + "\n");
    CHECK(run_program({"sh", "-c", show},
                      {.environment = {"LOCKSTEP_TEST_OURS", "LOCKSTEP_TEST_NEW=new"},
                       .folder = "/"})
              .out == ",new\n/\n");
}

TEST_CASE("a program that cannot be started is an error that names it") {
    CHECK_THROWS_WITH_AS(run_program({"/no/such/program"}),
                         "/no/such/program: No such file or directory",
                         std::system_error);
}

TEST_CASE("a program that does not end in time is killed with its children") {
    TemporaryFolder folder;
    const std::string fifo = folder.path() + "/fifo";
    REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
    const int reader = ::open(fifo.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    ::fcntl(reader, F_SETFL, 0);
    const RunResult result =
        run_program({"sh", "-c", "exec 3>fifo; sleep 1000 & echo started; sleep 1000"},
                    {.folder = folder.path(), .limit = 1s});
    CHECK(result.timed_out);
    CHECK(result.exit_code == 137);
    CHECK(result.out == "started\n");
    char byte = 0;
    CHECK(::read(reader, &byte, 1) == 0);  // the end: no child holds the other end
    ::close(reader);
}

TEST_CASE("a program has ended although a child of it goes on") {
    const RunResult result = run_program({"sh", "-c", "sleep 1000 & echo done"});
    CHECK(result.out == "done\n");
    CHECK_FALSE(result.timed_out);
}

TEST_CASE("a running program answers what is typed") {
    RunningProgram cat{{"cat"}, {.keep_input_open = true}};
    cat.type("first\n");
    CHECK(cat.wait_for_output("first\n"));
    cat.type("second\n");
    CHECK(cat.wait_for_output("second\n"));
    CHECK(cat.output_so_far() == "first\nsecond\n");
    cat.close_input();
    const RunResult result = cat.wait();
    CHECK(result.exit_code == 0);
    CHECK(result.out == "first\nsecond\n");
    CHECK_FALSE(cat.wait_for_output("third"));
    cat.send_signal(SIGKILL);  // nothing is there any more
}

TEST_CASE("a running program that is let go of is killed") {
    TemporaryFolder folder;
    const std::string fifo = folder.path() + "/fifo";
    REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
    const int reader = ::open(fifo.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    ::fcntl(reader, F_SETFL, 0);
    {
        RunningProgram sleeper{{"sh", "-c", "exec 3>fifo; echo ready; sleep 1000"},
                               {.folder = folder.path(), .limit = 24h}};
        REQUIRE(sleeper.wait_for_output("ready"));
    }
    char byte = 0;
    CHECK(::read(reader, &byte, 1) == 0);
    ::close(reader);
}

TEST_CASE("a program on a terminal sees one of 80 by 24") {
    const RunResult result =
        run_program({"sh", "-c", "test -t 0 && test -t 1 && test -t 2 && stty size"},
                    {.terminal = true});
    CHECK(result.exit_code == 0);
    CHECK(result.out == "24 80\r\n");
}

TEST_CASE("a temporary folder goes with all that is in it") {
    std::string path;
    {
        TemporaryFolder folder;
        path = folder.path();
        std::filesystem::create_directories(path + "/read-only/inner");
        std::ofstream{path + "/read-only/file.txt"} << "text";
        std::filesystem::permissions(path + "/read-only",
                                     std::filesystem::perms::owner_read |
                                         std::filesystem::perms::owner_exec);
    }
    CHECK_FALSE(std::filesystem::exists(path));
}
