// Lesson 03's pipeline against the same in Python: 1,000 files of 250 rows, over HTTP,
// into XML, into archives of 100, gzip level 6. Both are run as programs; both ask the
// same server.
#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "common/atomic_file.hpp"
#include "common/downloader.hpp"
#include "common/quote_server.hpp"
#include "common/stock_id.hpp"
#include "tests/bench/bench.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
namespace fs = std::filesystem;

namespace {

constexpr int files = 1000;
constexpr int rows = 250;
constexpr int batch = 100;
constexpr int download_threads = 8;

// A folder of invented CSV files, so that inventing is not what is measured.
class Quotes {
  public:
    Quotes() {
        QuoteServerOptions options;
        options.rows = rows;
        const QuoteServer inventor{options};
        Downloader downloader{inventor.csv_url()};
        for (const auto& id : stock_ids(files)) {
            const auto csv = downloader.get(id);
            if (!csv.ok()) throw std::runtime_error{csv.error->text};
            write_atomically(fs::path{folder_.path()} / (id + ".csv"), csv.body);
        }
    }
    const std::string& folder() const { return folder_.path(); }

  private:
    test::TemporaryFolder folder_;
};

QuoteServerOptions serving(const std::string& folder) {
    QuoteServerOptions options;
    options.folder = folder;
    return options;
}

std::size_t archives_in(const std::string& folder) {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator{folder})
        if (entry.path().extension() == ".tgz") ++count;
    return count;
}

// Runs one of the two programs and returns its files a second.
double run_once(std::vector<std::string> command, const QuoteServer& server,
                double scale) {
    const int asked = std::max(batch, static_cast<int>(files * scale) / batch * batch);
    const test::TemporaryFolder out;
    command.insert(command.end(),
                   {"--url", server.csv_url(), "--stocks", std::to_string(asked),
                    "--batch", std::to_string(batch), "--threads",
                    std::to_string(download_threads), "--out", out.path()});
    test::RunOptions options;
    options.limit = std::chrono::seconds{300};
    const auto begin = std::chrono::steady_clock::now();
    const auto result = test::run_program(command, options);
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
    if (result.exit_code != 0 ||
        archives_in(out.path()) != static_cast<std::size_t>(asked / batch))
        throw std::runtime_error{
            fmt::format("{} failed: {}", command.front(), result.err)};
    return asked / passed.count();
}

}  // namespace

int main(int argc, char** argv) {
    const std::string contest = fmt::format("{} files of {} rows", files, rows);
    bench::Bench bench{"pipeline",
                       "Lesson 03's pipeline and the same in Python, in turn.",
                       "bench_pipeline --rounds 5"};
    const Quotes quotes;
    const QuoteServer server{serving(quotes.folder())};

    const auto contestant = [&](const std::string& name,
                                std::vector<std::string> command) {
        if (command.front().empty()) return bench::Contestant{name, {}};
        return bench::Contestant{name, [=, &server](double scale) {
                                     return run_once(command, server, scale);
                                 }};
    };
    bench.note(fmt::format(
        "batches of {}, gzip level 6, {} download threads, one server for both", batch,
        download_threads));
    bench.contest(contest, "files/s",
                  {contestant("lesson03", {LOCKSTEP_LESSON03, "pipeline"}),
                   contestant("Python", {LOCKSTEP_PYTHON, LOCKSTEP_PYTHON_PIPELINE})});
    bench.goal({"pipeline_vs_python", contest, "lesson03", {"Python"}, 2.5, 2});
    return bench.run(argc, argv);
}
