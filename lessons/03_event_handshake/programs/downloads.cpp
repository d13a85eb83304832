#include "lessons/03_event_handshake/programs/downloads.hpp"

#include <atomic>
#include <future>
#include <utility>
#include <vector>

#include "common/console.hpp"

namespace lockstep {

void download_all(std::span<const std::string> ids, const DownloadSettings& settings,
                  BlockingQueue<Download>& downloaded, Pace& pace,
                  const std::stop_token& stop) {
    std::atomic<std::size_t> next{0};  // the next id that no thread has taken yet

    const auto take_ids_in_turn = [&](int number) {
        name_thread(fmt::format("download {}", number));
        Downloader downloader{settings.url_template, settings.limits, stop};
        for (std::size_t mine = next++; mine < ids.size(); mine = next++) {
            if (stop.stop_requested()) return;
            Download download = downloader.get(ids[mine]);
            if (stop.stop_requested() && !download.ok()) return;
            if (!settings.quiet && download.ok()) say("{} is here", ids[mine]);
            pace.hand_over(fmt::format("{} goes into the queue", ids[mine]));
            if (!downloaded.push(std::move(download))) return;
        }
    };

    std::vector<std::future<void>> threads;
    for (int number = 1; number <= settings.threads; ++number)
        threads.push_back(std::async(std::launch::async, take_ids_in_turn, number));
    for (const auto& thread : threads) thread.wait();
    for (auto& thread : threads) thread.get();
}

}  // namespace lockstep
