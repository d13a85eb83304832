// The whole line: download threads → queue → converter → handshake with the packer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "common/pace.hpp"
#include "lessons/03_event_handshake/programs/downloads.hpp"

namespace lockstep {

struct PipelineSettings {
    std::vector<std::string> ids;
    DownloadSettings downloads;
    std::size_t batch_size = 5;
    std::filesystem::path out;
};

struct PipelineReport {
    std::size_t asked = 0;
    std::size_t packed =
        0;  // files that this run put into archives, leftovers not counted
    std::size_t leftovers = 0;  // files of an earlier run that was cut off, packed first
    std::size_t archives = 0;
    std::uintmax_t bytes = 0;  // of the archives
    double seconds = 0;
    std::vector<std::string> failures;  // "000007: 404 Not Found"

    bool complete() const { return packed == asked; }
};

// Blocks until everything that can be downloaded is in an archive in settings.out. When a
// stop is requested no download is begun any more; what is converted is still packed.
// Throws std::system_error that names a folder or file that cannot be written; the XML
// files that are in no archive yet stay, and the next run in the same folder packs them.
PipelineReport run_pipeline(const PipelineSettings& settings, Pace& pace,
                            const std::stop_token& stop);

// Prints the report for a person.
void print(const PipelineReport& report);

}  // namespace lockstep
