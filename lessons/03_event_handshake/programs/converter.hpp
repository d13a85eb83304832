// The second station: turns each download into an XML file, and after every batch lets
// the packer work, and waits for it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "common/console.hpp"
#include "common/downloader.hpp"
#include "common/manifest.hpp"
#include "common/pace.hpp"
#include "lessons/02_queue/blocking_queue.hpp"
#include "lessons/03_event_handshake/handshake.hpp"

namespace lockstep {

using Batch = std::vector<std::string>;  // names of XML files in the output folder

class Converter {
  public:
    Converter(Manifest& manifest, std::size_t batch_size, Pace& pace, Progress* progress);

    // Blocks until the queue has ended. However it ends, by an exception too, the queue
    // is closed and the packer is told that no batch will follow, so that neither
    // neighbour waits for ever.
    void run(BlockingQueue<Download>& downloaded, Handshake<Batch>& packer);

    // One line for each stock that did not become XML. After run().
    const std::vector<std::string>& failures() const { return failures_; }

  private:
    bool convert(const Download& download);  // false: one stock fewer
    bool give_up(const std::string& failure);
    void hand_over_batch(Handshake<Batch>& packer);

    Manifest& manifest_;
    const std::size_t batch_size_;
    Pace& pace_;
    Progress* progress_;
    Batch batch_;
    std::vector<std::string> failures_;
};

}  // namespace lockstep
