// The lesson's functions from inside. What its user sees is in program_test.cpp.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "common/atomic_file.hpp"
#include "common/quote_server.hpp"
#include "common/stock_id.hpp"
#include "lessons/01_threads/programs/from_class.hpp"
#include "lessons/01_threads/programs/from_function.hpp"
#include "lessons/01_threads/programs/serial.hpp"
#include "lessons/01_threads/stock_thread.hpp"
#include "lessons/01_threads/tests/gate_server.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using lockstep::test::GateServer;

namespace {

// The patience only bounds a failure: with the code as it is nobody has to wait for it.
constexpr DownloadLimits patient{std::chrono::seconds{8}, std::chrono::seconds{8},
                                 std::chrono::seconds{8}};

struct Desk {
    lockstep::test::TemporaryFolder folder;
    std::stop_source stop;
    Pace pace;
    Job job;

    explicit Desk(const std::string& url, int stocks = 9)
        : job{url, stock_ids(stocks), folder.path(), pace, stop.get_token(), patient} {}

    std::string xml(const std::string& sid) const {
        return read_file(job.folder / (sid + ".xml"));
    }
    std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator{job.folder})
            names.push_back(entry.path().filename());
        std::sort(names.begin(), names.end());
        return names;
    }
};

std::vector<std::string> names_of(const std::vector<std::string>& ids) {
    std::vector<std::string> names;
    for (const std::string& id : ids) names.push_back(id + ".xml");
    return names;
}

void check_nine_at_once(void (*program)(const Job&)) {
    GateServer server{9};
    Desk desk{server.url()};
    CHECK_NOTHROW(program(desk.job));
    CHECK(server.rounds() == 1);
    CHECK(desk.files() == names_of(desk.job.ids));
}

void check_others_finish(void (*program)(const Job&)) {
    QuoteServerOptions options;
    options.faults["000004"] = Fault::not_found;
    QuoteServer server{std::move(options)};
    Desk desk{server.csv_url()};
    CHECK_THROWS_WITH(program(desk.job), doctest::Contains("000004"));
    auto expected = names_of(desk.job.ids);
    expected.erase(expected.begin() + 3);
    CHECK(desk.files() == expected);
}

}  // namespace

TEST_CASE("nine downloads in threads from a function are under way at once") {
    check_nine_at_once(with_threads);
}

TEST_CASE("nine downloads in jthreads are under way at once") {
    check_nine_at_once(with_jthreads);
}

TEST_CASE("nine downloads of objects that own their thread are under way at once") {
    check_nine_at_once(with_objects);
}

TEST_CASE("one after another never has two downloads under way") {
    GateServer server{2};
    Desk desk{server.url(), 2};
    desk.job.limits = {std::chrono::milliseconds{200}, std::chrono::milliseconds{200},
                       std::chrono::milliseconds{200}};
    CHECK_THROWS_WITH(one_after_another(desk.job), doctest::Contains("000001"));
    CHECK(server.rounds() == 0);
    CHECK(desk.files().empty());
}

TEST_CASE("a failed stock reaches main and the others finish one after another") {
    check_others_finish(one_after_another);
}

TEST_CASE("a failed stock reaches main and the others finish in threads") {
    check_others_finish(with_threads);
}

TEST_CASE("a failed stock reaches main and the others finish in jthreads") {
    check_others_finish(with_jthreads);
}

TEST_CASE("a failed stock reaches main and the others finish in objects") {
    check_others_finish(with_objects);
}

TEST_CASE("an object that owns its thread joins it when it dies") {
    GateServer server{1};
    Desk desk{server.url(), 1};
    { StockThread thread{desk.job, "000001"}; }
    CHECK(desk.files() == names_of({"000001"}));
}

TEST_CASE("an object that owns its thread hands its failure to who joins it") {
    GateServer server{1, "Date,Close\n2024-07-19\n"};
    Desk desk{server.url(), 1};
    StockThread thread{desk.job, "000001"};
    const std::exception_ptr failure = thread.join();
    REQUIRE(failure != nullptr);
    CHECK_THROWS_WITH(std::rethrow_exception(failure),
                      doctest::Contains("000001: line 2"));
}

TEST_CASE("handling a stock turns its CSV into XML cell by cell") {
    GateServer server{1, "Date,Adj Close\n2024-07-19,9.5\n2024-07-18,\"9,25\"\n"};
    Desk desk{server.url(), 1};
    handle(desk.job, "000001");
    const std::string xml = desk.xml("000001");
    CHECK(xml.find("<Date>2024-07-19</Date>") != std::string::npos);
    CHECK(xml.find("<AdjClose>9.5</AdjClose>") != std::string::npos);
    CHECK(xml.find("<AdjClose>9,25</AdjClose>") != std::string::npos);
}

TEST_CASE("handling a stock whose CSV is ragged leaves no file and names the stock") {
    GateServer server{1, "Date,Close\n2024-07-19\n"};
    Desk desk{server.url(), 1};
    CHECK_THROWS_WITH(handle(desk.job, "000007"), doctest::Contains("000007: line 2"));
    CHECK(desk.files().empty());
}

TEST_CASE("handling a stock after a stop does nothing") {
    GateServer server{1};
    Desk desk{server.url(), 1};
    desk.stop.request_stop();
    CHECK_NOTHROW(with_jthreads(desk.job));
    CHECK(server.rounds() == 0);
    CHECK(desk.files().empty());
}

TEST_CASE("a stop ends downloads that wait for their answer") {
    GateServer server{3};  // two visitors wait for a third who does not come
    Desk desk{server.url(), 2};
    std::jthread main_thread{[&] { CHECK_NOTHROW(with_jthreads(desk.job)); }};
    server.wait_for_visitors(2);
    desk.stop.request_stop();
    main_thread.join();
    CHECK(server.rounds() == 0);
    CHECK(desk.files().empty());
}
