// The pipeline in this process, against a server of our own.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "common/archive.hpp"
#include "common/atomic_file.hpp"
#include "common/csv.hpp"
#include "common/manifest.hpp"
#include "common/quote_server.hpp"
#include "common/stock_id.hpp"
#include "common/text_encoding.hpp"
#include "common/xml.hpp"
#include "lessons/03_event_handshake/programs/converter.hpp"
#include "lessons/03_event_handshake/programs/packer.hpp"
#include "lessons/03_event_handshake/programs/pipeline.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
namespace fs = std::filesystem;

namespace {

// A server, an output folder, and runs of the pipeline between them.
struct Line {
    explicit Line(QuoteServerOptions options = {}) : server{std::move(options)} {}

    PipelineReport run(int stocks, std::size_t batch, const std::stop_token& stop = {}) {
        PipelineSettings settings;
        settings.ids = stock_ids(stocks);
        settings.downloads.url_template = server.csv_url();
        settings.downloads.limits = limits;
        settings.batch_size = batch;
        settings.out = out();
        Pace pace;
        return run_pipeline(settings, pace, stop);
    }

    fs::path out() const { return folder.path(); }

    std::vector<std::string> names_in(const std::string& archive) const {
        std::vector<std::string> names;
        for (const auto& entry : list_tgz(out() / archive)) names.push_back(entry.name);
        std::sort(names.begin(), names.end());
        return names;
    }

    // What is in the output folder, the manifest left out.
    std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator{out()})
            if (entry.path().filename() != "lockstep-manifest.txt")
                names.push_back(entry.path().filename().string());
        std::sort(names.begin(), names.end());
        return names;
    }

    QuoteServer server;
    DownloadLimits limits;
    test::TemporaryFolder folder;
};

using Names = std::vector<std::string>;

std::map<std::string, Fault> every_kind_of_fault() {
    return {{"000001", Fault::not_found}, {"000002", Fault::server_error},
            {"000003", Fault::close},     {"000004", Fault::cut_short},
            {"000005", Fault::garbage},   {"000006", Fault::drip},
            {"000007", Fault::never}};
}

}  // namespace

TEST_CASE("twelve stocks in batches of five become archives of five and five and two") {
    Line line;
    const auto report = line.run(12, 5);
    CHECK(report.complete());
    CHECK(report.failures.empty());
    CHECK(line.files() == Names{"1.tgz", "2.tgz", "3.tgz"});
    CHECK(line.names_in("1.tgz").size() == 5);
    CHECK(line.names_in("2.tgz").size() == 5);
    CHECK(line.names_in("3.tgz").size() == 2);
}

TEST_CASE("an archive holds the XML of what the server gave") {
    QuoteServerOptions options;
    options.dialect = Dialect::chinese;
    Line line{options};
    REQUIRE(line.run(1, 5).complete());
    Downloader downloader{line.server.csv_url()};
    const auto csv = downloader.get("000001");
    REQUIRE(csv.ok());
    const auto entries = read_tgz(line.out() / "1.tgz");
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].name == "000001.xml");
    CHECK(entries[0].bytes == to_xml(CsvTable::parse(to_utf8(csv.body, csv.charset))));
}

TEST_CASE("a last batch that is full leaves no empty archive") {
    Line line;
    CHECK(line.run(10, 5).complete());
    CHECK(line.files() == Names{"1.tgz", "2.tgz"});
}

TEST_CASE("failed downloads are listed and everything else is packed") {
    QuoteServerOptions options;
    options.faults = every_kind_of_fault();
    Line line{options};
    line.limits.read = line.limits.total = std::chrono::seconds{2};
    const auto report = line.run(12, 3);
    CHECK_FALSE(report.complete());
    CHECK(report.packed == 5);
    CHECK(report.failures.size() == 7);
    for (const auto& fault : options.faults)
        CHECK(std::any_of(
            report.failures.begin(), report.failures.end(),
            [&](const auto& text) { return text.starts_with(fault.first + ": "); }));
    CHECK(line.files() == Names{"1.tgz", "2.tgz"});
}

TEST_CASE("when every download fails no archive is made and the line still ends") {
    QuoteServerOptions options;
    for (const auto& id : stock_ids(12)) options.faults.emplace(id, Fault::not_found);
    Line line{options};
    const auto report = line.run(12, 5);
    CHECK(report.packed == 0);
    CHECK(report.failures.size() == 12);
    CHECK(line.files().empty());
}

TEST_CASE("a second run in the same folder continues the numbers") {
    Line line;
    CHECK(line.run(3, 2).complete());
    CHECK(line.run(3, 2).complete());
    CHECK(line.files() == Names{"1.tgz", "2.tgz", "3.tgz", "4.tgz"});
}

TEST_CASE("files that are not ours are left alone") {
    Line line;
    write_atomically(line.out() / "2.tgz", "somebody's archive");
    write_atomically(line.out() / "notes.xml", "<somebody/>");
    write_atomically(line.out() / "000001.xml", "<somebody/>");
    const auto report = line.run(3, 2);
    CHECK(report.packed == 2);
    REQUIRE(report.failures.size() == 1);
    CHECK(report.failures[0].starts_with("000001: "));
    CHECK(line.files() == Names{"000001.xml", "2.tgz", "3.tgz", "notes.xml"});
    CHECK(read_file(line.out() / "2.tgz") == "somebody's archive");
    CHECK(read_file(line.out() / "000001.xml") == "<somebody/>");
}

TEST_CASE("XML that a killed run left is packed first by the next one") {
    Line line;
    {
        Manifest killed{line.out()};
        for (const std::string name : {"000008.xml", "000009.xml"}) {
            killed.will_write(name, "<data/>");
            write_atomically(line.out() / name, "<data/>");
        }
    }
    const auto report = line.run(2, 5);
    CHECK(report.leftovers == 2);
    CHECK(report.complete());
    CHECK(line.names_in("1.tgz") == Names{"000008.xml", "000009.xml"});
    CHECK(line.names_in("2.tgz") == Names{"000001.xml", "000002.xml"});
}

TEST_CASE("XML whose archive is there is removed by the next run") {
    Line line;
    {
        Manifest killed{line.out()};
        killed.will_write("000009.xml", "<data/>");
        write_atomically(line.out() / "000009.xml", "<data/>");
        const std::string name = "000009.xml";
        killed.will_pack("1.tgz", std::span{&name, 1});
        const fs::path file = line.out() / name;
        pack_tgz(line.out() / "1.tgz", std::span{&file, 1});
    }
    const auto report = line.run(1, 5);
    CHECK(report.leftovers == 0);
    CHECK(line.files() == Names{"1.tgz", "2.tgz"});
    CHECK(line.names_in("2.tgz") == Names{"000001.xml"});
}

TEST_CASE("a stop request before the first download leaves nothing behind") {
    Line line;
    std::stop_source stop;
    stop.request_stop();
    const auto report = line.run(12, 5, stop.get_token());
    CHECK(report.packed == 0);
    CHECK(line.files().empty());
}

TEST_CASE("a packer that cannot pack frees the converter and keeps the XML") {
    Line line;
    Manifest manifest{line.out()};
    manifest.recover();
    Pace pace;
    Packer packer{manifest, pace};
    CHECK_THROWS_WITH(packer.pack({"000001.xml"}), doctest::Contains("000001.xml"));
    CHECK(line.files().empty());

    Converter converter{manifest, 1, pace, nullptr};
    BlockingQueue<Download> downloaded;
    Downloader downloader{line.server.csv_url()};
    CHECK(downloaded.push(downloader.get("000001")));
    CHECK(downloaded.push(downloader.get("000002")));
    Handshake<Batch> handshake;
    std::jthread failing{[&] {
        if (handshake.take())
            handshake.fail(std::make_exception_ptr(std::runtime_error{"no room"}));
    }};
    CHECK_THROWS_WITH(converter.run(downloaded, handshake), "no room");
    CHECK(downloaded.closed());
    CHECK(line.files() == Names{"000001.xml"});
}
