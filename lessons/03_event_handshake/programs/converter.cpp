#include "lessons/03_event_handshake/programs/converter.hpp"

#include <stdexcept>
#include <system_error>
#include <utility>

#include "common/atomic_file.hpp"
#include "common/csv.hpp"
#include "common/text_encoding.hpp"
#include "common/xml.hpp"

namespace lockstep {

namespace {

// What went wrong with this one stock. A folder that cannot be written is not one stock's
// trouble: that exception passes.
std::string reason_or_rethrow() {
    try {
        throw;
    } catch (const std::system_error& error) {
        if (error.code() != std::errc::file_exists) throw;
        return "its XML file is there already and is not ours";
    } catch (const std::runtime_error& error) {
        return error.what();
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
}

// Tells both neighbours at the end of a scope.
struct TellNeighbours {
    BlockingQueue<Download>& downloaded;
    Handshake<Batch>& packer;
    ~TellNeighbours() {
        downloaded.close();
        packer.finish();
    }
};

}  // namespace

Converter::Converter(Manifest& manifest, std::size_t batch_size, Pace& pace,
                     Progress* progress)
    : manifest_{manifest}, batch_size_{batch_size}, pace_{pace}, progress_{progress} {}

void Converter::run(BlockingQueue<Download>& downloaded, Handshake<Batch>& packer) {
    const TellNeighbours at_the_end{downloaded, packer};
    while (const auto download = downloaded.pop()) {
        if (convert(*download) && batch_.size() == batch_size_) hand_over_batch(packer);
        if (progress_ != nullptr) progress_->advance();
    }
    if (!batch_.empty()) hand_over_batch(packer);  // the last, smaller one
}

bool Converter::convert(const Download& download) {
    if (!download.ok()) return give_up(download.error->text);
    const std::string name = download.id + ".xml";
    try {
        const std::string xml =
            to_xml(CsvTable::parse(to_utf8(download.body, download.charset)));
        manifest_.will_write(name, xml);
        // The disk is waited for once a batch, by the packer, before it removes XML.
        write_atomically(manifest_.folder() / name, xml, IfExists::refuse,
                         Survives::kill);
    } catch (...) {
        return give_up(download.id + ": " + reason_or_rethrow());
    }
    batch_.push_back(name);
    if (progress_ == nullptr) say("{} is written", name);
    return true;
}

bool Converter::give_up(const std::string& failure) {
    if (progress_ == nullptr) say("{}", failure);  // the report repeats it as an error
    failures_.push_back(failure);
    return false;
}

void Converter::hand_over_batch(Handshake<Batch>& packer) {
    if (progress_ == nullptr) say("{} files: your turn, packer", batch_.size());
    pace_.hand_over("the converter signals the packer and waits");
    packer.hand_over(std::exchange(batch_, {}));
}

}  // namespace lockstep
