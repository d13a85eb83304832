// One stock: download its prices as CSV, write them as XML. Every program of this lesson
// does this for nine stocks; they differ only in which thread does it.
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "common/downloader.hpp"
#include "common/pace.hpp"

namespace lockstep {

// What is to be done. Threads read it at the same time and nobody changes it, so it needs
// no lock.
struct Job {
    std::string url;               // "http://127.0.0.1:8080/csv/{sid}.csv"
    std::vector<std::string> ids;  // "000001" …
    std::filesystem::path folder;  // the XML goes here
    Pace& pace;                    // for --step and --slow
    std::stop_token stop;          // Ctrl-C
    DownloadLimits limits = {};
};

// Blocks until SID.xml is written whole, or the job is stopped; then there is no SID.xml.
// Throws std::runtime_error that begins with the id.
void handle(const Job& job, const std::string& sid);

}  // namespace lockstep
