// The third station: packs each batch of XML files into the next K.tgz, then removes
// them.
#pragma once

#include <cstddef>
#include <cstdint>

#include "common/manifest.hpp"
#include "common/pace.hpp"
#include "lessons/03_event_handshake/handshake.hpp"
#include "lessons/03_event_handshake/programs/converter.hpp"

namespace lockstep {

class Packer {
  public:
    Packer(Manifest& manifest, Pace& pace);

    // Blocks until the converter says that no batch will follow. What goes wrong here is
    // told to the converter too, which is waiting.
    void run(Handshake<Batch>& converter);

    // Packs exactly these files. They are removed only when the archive is safely there,
    // so a killed process loses nothing.
    void pack(const Batch& batch);

    // After run().
    std::size_t archives() const { return archives_; }
    std::size_t files() const { return files_; }
    std::uintmax_t bytes() const { return bytes_; }

  private:
    Manifest& manifest_;
    Pace& pace_;
    std::size_t archives_ = 0;
    std::size_t files_ = 0;
    std::uintmax_t bytes_ = 0;
};

}  // namespace lockstep
