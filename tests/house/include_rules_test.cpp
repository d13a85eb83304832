#include <doctest/doctest.h>

#include "tests/house/include_rules.hpp"
#include "tests/house/source_files.hpp"

namespace {

using lockstep::house::check_includes;

bool allowed(const std::string& path, const std::string& include) {
    return check_includes(path, "#include " + include + "\n").empty();
}

}  // namespace

TEST_CASE("a lesson uses earlier lessons and common and never a later lesson") {
    const std::string lesson = "lessons/02_queue/programs/files.cpp";
    CHECK(allowed(lesson, R"("lessons/01_threads/programs/stock.hpp")"));
    CHECK(allowed(lesson, R"("lessons/02_queue/blocking_queue.hpp")"));
    CHECK(allowed(lesson, R"("common/csv.hpp")"));
    CHECK_FALSE(allowed(lesson, R"("lessons/03_event_handshake/event.hpp")"));
    CHECK_FALSE(
        allowed("lessons/09_semaphore/main.cpp", R"("lessons/10_priority_queue/a.hpp")"));
}

TEST_CASE("common uses no lesson") {
    CHECK(allowed("common/csv.cpp", R"("common/csv.hpp")"));
    CHECK_FALSE(allowed("common/csv.cpp", R"("lessons/01_threads/programs/stock.hpp")"));
}

TEST_CASE("only tests use tests") {
    const std::string support = R"("tests/support/run_program.hpp")";
    CHECK(allowed("lessons/03_event_handshake/tests/test.cpp", support));
    CHECK(allowed("lessons/03_event_handshake/tests/stress.cpp", support));
    CHECK(allowed("lessons/03_event_handshake/tests/pipeline_test.cpp", support));
    CHECK(allowed("tests/common/csv_test.cpp", support));
    const std::string helper = R"("lessons/04_thread_local/tests/video_viewer_test.hpp")";
    CHECK(allowed("lessons/05_thread_pool/tests/video_test.cpp", helper));
    CHECK_FALSE(allowed("lessons/05_thread_pool/programs/demos.cpp", helper));
    CHECK_FALSE(allowed("lessons/03_event_handshake/programs/packer.cpp", support));
    CHECK_FALSE(allowed("common/csv.cpp", support));
    CHECK_FALSE(allowed("solutions/03_event_handshake/gate.cpp", support));
}

TEST_CASE("nobody but themselves uses exercises and solutions") {
    CHECK_FALSE(
        allowed("lessons/02_queue/main.cpp", R"("solutions/02_queue/queue.hpp")"));
    CHECK_FALSE(allowed("exercises/runner/main.cpp", R"("lessons/02_queue/main.hpp")"));
    CHECK_FALSE(
        allowed("exercises/02_queue/a.cpp", R"("lessons/03_event_handshake/event.hpp")"));
}

TEST_CASE("own headers are named from the root") {
    CHECK_FALSE(allowed("lessons/02_queue/main.cpp", R"("blocking_queue.hpp")"));
    CHECK_FALSE(allowed("lessons/02_queue/main.cpp", R"("../../common/csv.hpp")"));
}

TEST_CASE("a library from outside is included in its own files only") {
    CHECK(allowed("common/xml.cpp", "<pugixml.hpp>"));
    CHECK_FALSE(
        allowed("lessons/03_event_handshake/programs/converter.cpp", "<pugixml.hpp>"));
    CHECK(allowed("common/archive.cpp", "<archive_entry.h>"));
    CHECK_FALSE(allowed("common/manifest.cpp", "<archive.h>"));
    CHECK_FALSE(allowed("lessons/01_threads/main.cpp", "<curl/curl.h>"));
    CHECK_FALSE(allowed("common/csv.cpp", "  <asio/ip/tcp.hpp>"));
    CHECK_FALSE(allowed("lessons/02_queue/main.cpp", "<nlohmann/json.hpp>"));
    CHECK_FALSE(
        allowed("lessons/02_queue/blocking_queue.hpp", "<tbb/concurrent_queue.h>"));
    CHECK_FALSE(allowed("common/csv.cpp", "<doctest/doctest.h>"));
}

TEST_CASE("a library nobody has spoken about is a finding") {
    CHECK(allowed("common/csv.cpp", "<string_view>"));
    CHECK(allowed("common/csv.cpp", "<sys/stat.h>"));
    CHECK_FALSE(allowed("common/csv.cpp", "<boost/asio.hpp>"));
    CHECK_FALSE(allowed("common/csv.cpp", "<rapidcsv.h>"));
}

TEST_CASE("a finding names file and line and what is wrong") {
    const auto findings = check_includes(
        "common/csv.cpp", "// csv\n\n#  include <boost/asio.hpp>  // why\n");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].starts_with("common/csv.cpp:3: boost/asio.hpp: "));
}

TEST_CASE("every include line of the repository keeps the rules") {
    const auto sources = lockstep::house::read_sources(LOCKSTEP_SOURCE_DIR);
    CHECK(sources.size() > 50);
    for (const auto& [path, text] : sources)
        for (const auto& finding : check_includes(path, text)) FAIL_CHECK(finding);
}

TEST_CASE("every header that is named from the root exists") {
    const auto sources = lockstep::house::read_sources(LOCKSTEP_SOURCE_DIR);
    for (const auto& source : sources) {
        if (source.first.starts_with("tests/house/"))
            continue;  // made-up names stand there
        for (const auto& header : lockstep::house::own_includes(source.second))
            CHECK_MESSAGE(sources.contains(header),
                          source.first << " includes " << header);
    }
}
