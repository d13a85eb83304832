#include "lessons/03_event_handshake/programs/packer.hpp"

#include <exception>
#include <filesystem>
#include <vector>

#include "common/archive.hpp"
#include "common/console.hpp"

namespace lockstep {

Packer::Packer(Manifest& manifest, Pace& pace) : manifest_{manifest}, pace_{pace} {}

void Packer::run(Handshake<Batch>& converter) {
    try {
        while (const auto batch = converter.take()) {
            pack(*batch);
            pace_.hand_over("the packer signals the converter");
            converter.done();
        }
    } catch (...) {
        converter.fail(std::current_exception());
        throw;
    }
}

void Packer::pack(const Batch& batch) {
    const std::string archive = fmt::format("{}.tgz", manifest_.next_archive_number());
    std::vector<std::filesystem::path> files;
    for (const auto& name : batch) files.push_back(manifest_.folder() / name);

    manifest_.will_pack(archive, batch);
    const std::size_t bytes = pack_tgz(manifest_.folder() / archive, files);
    for (const auto& file : files) std::filesystem::remove(file);

    ++archives_;
    files_ += files.size();
    bytes_ += bytes;
    say("{} holds {} files: your turn, converter", archive, files.size());
}

}  // namespace lockstep
