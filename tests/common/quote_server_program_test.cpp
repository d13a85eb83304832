#include <csignal>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "common/downloader.hpp"
#include "common/invented_quotes.hpp"
#include "common/quote_server.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using test::run_program;

namespace {

const std::string program = LOCKSTEP_QUOTE_SERVER;

// Most likely still free when the program starts.
std::string free_port() {
    return std::to_string(QuoteServer{}.port());
}

void check_refused(const std::vector<std::string>& arguments, int exit_code,
                   const std::string& line) {
    auto command = arguments;
    command.insert(command.begin(), program);
    const auto result = run_program(command);
    CHECK(result.exit_code == exit_code);
    CHECK(result.out.empty());
    CHECK(result.err == "quote_server: " + line + "\n");
}

}  // namespace

TEST_CASE("the quote server program serves until it is interrupted") {
    for (int attempt = 0; attempt < 5; ++attempt) {
        const auto port = free_port();
        test::RunningProgram server{
            {program, "--port", port, "--dialect", "chinese", "--rows", "3", "--seed",
             "9", "--fault", "000007=404", "--fault", "000008=close", "--delay", "1"}};
        if (!server.wait_for_output("until Ctrl-C")) continue;  // somebody took the port

        Downloader downloader{"http://127.0.0.1:" + port + "/csv/{sid}.csv"};
        CHECK(downloader.get("1").body == invented_csv("1", 9, 3, Dialect::chinese));
        CHECK(downloader.get("000007").error->text == "000007: 404 Not Found");
        CHECK(downloader.get("000008").error->kind == DownloadError::Kind::broken);
        server.send_signal(SIGINT);
        const auto result = server.wait();
        CHECK(result.exit_code == 130);
        CHECK(result.out.find("curl http://127.0.0.1:" + port + "/csv/") !=
              result.out.npos);
        CHECK(result.err.empty());
        return;
    }
    FAIL("the port was taken every time");
}

TEST_CASE("the quote server program explains itself") {
    const auto result = run_program({program, "--help"});
    CHECK(result.exit_code == 0);
    CHECK(result.out.find("Ctrl-C (exit code 130)") != result.out.npos);
    CHECK(result.out.find("Example: quote_server --port 8080 ") != result.out.npos);
}

TEST_CASE("the quote server program refuses what it cannot do") {
    check_refused({"--fault", "000007"}, 1,
                  "error: --fault 000007: write it like 000007=404");
    check_refused({"--fault", "7=x"}, 1,
                  "error: no fault is called x: it is 404, 500, close, cut, garbage, "
                  "drip or never");
    check_refused({"--folder", "/no/such/folder"}, 1,
                  "error: /no/such/folder: No such file or directory");
    check_refused({"--dialect", "french"}, 2,
                  "--dialect: french not in {chinese,english} (try quote_server --help)");
}
