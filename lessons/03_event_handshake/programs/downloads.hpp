// The first station of the line: a few threads that download stocks and queue what they
// get.
#pragma once

#include <span>
#include <stop_token>
#include <string>

#include "common/downloader.hpp"
#include "common/pace.hpp"
#include "lessons/02_queue/blocking_queue.hpp"

namespace lockstep {

struct DownloadSettings {
    std::string url_template;
    int threads = 4;
    DownloadLimits limits;
    bool quiet = false;  // says nothing about each stock
};

// Downloads every id and pushes the outcome, failures included. Blocks until all threads
// have joined: everything is queued, or a stop was requested, or the queue was closed by
// the other end. Throws what a thread threw, after the others have ended.
void download_all(std::span<const std::string> ids, const DownloadSettings& settings,
                  BlockingQueue<Download>& downloaded, Pace& pace,
                  const std::stop_token& stop);

}  // namespace lockstep
