#include "lessons/02_queue/programs/files.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "common/atomic_file.hpp"
#include "common/console.hpp"
#include "common/csv.hpp"
#include "common/downloader.hpp"
#include "common/text_encoding.hpp"
#include "common/xml.hpp"
#include "lessons/02_queue/blocking_queue.hpp"
#include "lessons/02_queue/programs/report.hpp"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream bytes;
    bytes << file.rdbuf();
    if (!file) throw std::runtime_error{path.string() + ": cannot be read"};
    return std::move(bytes).str();
}

// What passes from the download threads to the converter, and what all of them share.
struct Line {
    const Settings& settings;
    fs::path folder = settings.folder->open(settings.out);
    BlockingQueue<fs::path> downloaded{};
    Failures failures{};
    std::size_t converted = 0;  // the converter's; main reads it after the join
};

void download(Line& line, const std::string& url, const std::string& id) {
    name_thread("download " + id);
    auto answer = Downloader{url, {}, line.settings.stop}.get(id);
    if (!answer.ok()) {
        // A download that fails puts nothing into the queue, and nobody waits for it.
        (void)line.failures.push(answer.error->text);
        return;
    }
    const auto file = line.folder / (id + ".csv");
    write_atomically(file, to_utf8(std::move(answer.body), answer.charset));
    line.settings.pace->hand_over("download " + id +
                                  " puts its file name into the queue");
    say("puts {}", file.filename().string());
    if (!line.downloaded.push(file)) {
        (void)line.failures.push(id + ": the queue was closed");
    }
}

void convert(Line& line, const fs::path& file) {
    say("takes {}", file.filename().string());
    auto xml = fs::path{file}.replace_extension(".xml");
    write_atomically(xml, to_xml(CsvTable::parse(read_file(file))));
    ++line.converted;
}

void convert_all(Line& line, std::stop_token stop) {
    name_thread("converter");
    while (auto file = line.downloaded.pop(stop)) {
        or_note_failure(line.failures, file->filename().string(),
                        [&] { convert(line, *file); });
    }
    say("no more files will come");
}

}  // namespace

int run_files(const Settings& settings) {
    const auto source = QuoteSource::of_stocks(settings);
    Line line{settings};
    // If anything throws below, ~jthread asks the converter to stop, and pop listens.
    std::jthread converter{[&](std::stop_token stop) { convert_all(line, stop); }};
    {
        std::vector<std::jthread> downloads;
        for (const auto& id : source.ids()) {
            downloads.emplace_back([&line, &source, id] {
                or_note_failure(line.failures, id,
                                [&] { download(line, source.url(), id); });
            });
        }
    }  // every download has joined: nobody will push again
    line.downloaded.close();
    converter.join();
    return report(settings, line.converted, line.failures);
}

}  // namespace lockstep
