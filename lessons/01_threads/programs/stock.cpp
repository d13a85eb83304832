#include "lessons/01_threads/programs/stock.hpp"

#include <stdexcept>
#include <utility>

#include "common/atomic_file.hpp"
#include "common/console.hpp"
#include "common/csv.hpp"
#include "common/text_encoding.hpp"
#include "common/xml.hpp"

namespace lockstep {

namespace {

std::string convert(Download download) {
    try {
        return to_xml(
            CsvTable::parse(to_utf8(std::move(download.body), download.charset)));
    } catch (const std::runtime_error& error) {
        throw std::runtime_error(download.id + ": " + error.what());
    }
}

}  // namespace

void handle(const Job& job, const std::string& sid) {
    if (job.stop.stop_requested()) return;
    say("downloading {}", sid);
    Downloader downloader{job.url, job.limits, job.stop};
    Download download = downloader.get(sid);
    if (download.error && download.error->kind == DownloadError::Kind::interrupted)
        return;
    if (download.error) throw std::runtime_error(download.error->text);

    say("converting {}", sid);
    write_atomically(job.folder / (sid + ".xml"), convert(std::move(download)));
}

}  // namespace lockstep
