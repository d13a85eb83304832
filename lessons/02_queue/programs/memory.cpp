#include "lessons/02_queue/programs/memory.hpp"

#include <functional>
#include <stdexcept>
#include <thread>

#include "common/atomic_file.hpp"
#include "common/console.hpp"
#include "common/csv.hpp"
#include "common/downloader.hpp"
#include "common/order_book.hpp"
#include "common/text_encoding.hpp"
#include "common/xml.hpp"
#include "lessons/02_queue/blocking_queue.hpp"
#include "lessons/02_queue/programs/report.hpp"

namespace lockstep {
namespace {

using ToXml = std::function<std::string(Download)>;

// A download that failed goes through the queue too: the converter hears of every id. The
// bound is back-pressure: when the converter is slow, downloads wait instead of filling
// the memory.
constexpr std::size_t at_most_waiting = 4;

void download(BlockingQueue<Download>& queue, const Settings& settings,
              const std::string& url, const std::string& id) {
    name_thread("download " + id);
    auto answer = Downloader{url, {}, settings.stop}.get(id);
    settings.pace->hand_over("download " + id + " puts its answer into the queue");
    say("puts {} ({})", id,
        answer.ok() ? fmt::format("{} bytes", answer.body.size()) : "failed");
    if (!queue.push(std::move(answer))) say_error("{}: the queue was closed", id);
}

void convert(Download answer, const ToXml& to_xml, const std::filesystem::path& folder) {
    if (!answer.ok()) throw std::runtime_error{answer.error->text};
    const auto file = folder / (answer.id + ".xml");
    write_atomically(file, to_xml(std::move(answer)));
    say("wrote {}", file.filename().string());
}

int run(const Settings& settings, const QuoteSource& source, const ToXml& to_xml) {
    const auto folder = settings.folder->open(settings.out);
    BlockingQueue<Download> queue{at_most_waiting};
    Failures failures;
    std::size_t converted = 0;  // the converter's; read after the join

    std::jthread converter{[&](std::stop_token stop) {
        name_thread("converter");
        while (auto answer = queue.pop(stop)) {
            or_note_failure(failures, answer->id, [&] {
                convert(std::move(*answer), to_xml, folder);
                ++converted;
            });
        }
    }};
    {
        std::vector<std::jthread> downloads;
        for (const auto& id : source.ids()) {
            downloads.emplace_back([&, id] {
                or_note_failure(failures, id,
                                [&] { download(queue, settings, source.url(), id); });
            });
        }
    }
    queue.close();
    converter.join();
    return report(settings, converted, failures);
}

}  // namespace

int run_memory(const Settings& settings) {
    return run(settings, QuoteSource::of_stocks(settings), [](Download answer) {
        return to_xml(CsvTable::parse(to_utf8(std::move(answer.body), answer.charset)));
    });
}

int run_order_books(const Settings& settings) {
    return run(settings, QuoteSource::of_markets(settings), [](const Download& answer) {
        return order_book_to_xml(answer.id, answer.body);
    });
}

}  // namespace lockstep
