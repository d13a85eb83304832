#include "lessons/03_event_handshake/programs/pipeline.hpp"

#include <chrono>
#include <future>
#include <memory>

#include "common/console.hpp"
#include "common/downloader.hpp"
#include "common/manifest.hpp"
#include "lessons/02_queue/blocking_queue.hpp"
#include "lessons/03_event_handshake/handshake.hpp"
#include "lessons/03_event_handshake/programs/converter.hpp"
#include "lessons/03_event_handshake/programs/packer.hpp"

namespace lockstep {

namespace {

constexpr std::size_t queue_capacity = 64;
constexpr std::size_t readable_lines =
    40;  // more stocks than this get a progress bar instead

// Packs what an earlier run, killed or interrupted, left behind. Returns how many files
// that were.
std::size_t pack_leftovers(Manifest& manifest, Packer& packer, std::size_t batch_size) {
    const auto recovery = manifest.recover();
    if (!recovery.removed.empty())
        say("{} files of the last run were packed already: removed",
            recovery.removed.size());
    const auto& names = recovery.to_pack;
    for (std::size_t first = 0; first < names.size(); first += batch_size) {
        const auto last = std::min(first + batch_size, names.size());
        packer.pack(Batch(names.begin() + static_cast<std::ptrdiff_t>(first),
                          names.begin() + static_cast<std::ptrdiff_t>(last)));
    }
    if (!names.empty()) say("{} files that the last run left are packed", names.size());
    return names.size();
}

// Ends a queue at the end of a scope, so that its consumer ends whatever happened here.
struct CloseAtTheEnd {
    BlockingQueue<Download>& queue;
    ~CloseAtTheEnd() { queue.close(); }
};

}  // namespace

PipelineReport run_pipeline(const PipelineSettings& settings, Pace& pace,
                            const std::stop_token& stop) {
    const auto start = std::chrono::steady_clock::now();
    Manifest manifest{settings.out};
    Packer packer{manifest, pace};
    PipelineReport report;
    report.asked = settings.ids.size();
    report.leftovers = pack_leftovers(manifest, packer, settings.batch_size);

    DownloadSettings downloads = settings.downloads;
    std::unique_ptr<Progress> progress;
    if (report.asked > readable_lines) {
        progress = std::make_unique<Progress>("converted", report.asked);
        downloads.quiet = true;
    }
    Converter converter{manifest, settings.batch_size, pace, progress.get()};

    BlockingQueue<Download> downloaded{queue_capacity};
    Handshake<Batch> handshake;
    auto packing = std::async(std::launch::async, [&] {
        name_thread("packer");
        packer.run(handshake);
    });
    auto converting = std::async(std::launch::async, [&] {
        name_thread("converter");
        converter.run(downloaded, handshake);
    });
    {
        const CloseAtTheEnd close{downloaded};
        download_all(settings.ids, downloads, downloaded, pace, stop);
    }
    // In the order of the line: the converter ends because the queue does, the packer
    // because the converter does.
    converting.wait();
    packing.get();
    converting.get();

    report.packed = packer.files() - report.leftovers;
    report.archives = packer.archives();
    report.bytes = packer.bytes();
    report.failures = converter.failures();
    report.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return report;
}

void print(const PipelineReport& report) {
    say_plain("\n{} of {} stocks are in {} archives, {} bytes, in {:.2f} s\n",
              report.packed, report.asked, report.archives, report.bytes, report.seconds);
    if (report.leftovers > 0)
        say_plain("{} more files are leftovers of an earlier run\n", report.leftovers);
    if (report.failures.empty()) return;
    say_plain_error("{} stocks failed:\n", report.failures.size());
    for (const auto& failure : report.failures) say_plain_error("    {}\n", failure);
}

}  // namespace lockstep
