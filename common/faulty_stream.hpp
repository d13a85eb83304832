// A connection on which the answer goes wrong on its way to the client.
//
// The server makes its answer as always; the stream then does to it what the fault says.
// So the fault meets the very connection that the client uses, as it would on the web.
#pragma once

#include <optional>

#include "common/bounded_stream.hpp"
#include "common/quote_server.hpp"

namespace lockstep {

class FaultyStream : public BoundedStream {
  public:
    using BoundedStream::BoundedStream;

    // For the next answer. not_found and server_error are answers of the server's own:
    // here they change nothing.
    void inflict(std::optional<Fault> fault);

    // httplib must write the head with one call and the body with the next.
    ssize_t write(const char* bytes, std::size_t size) override;

  private:
    ssize_t cut_short(const char* bytes, std::size_t size);
    ssize_t drip(const char* bytes, std::size_t size);
    ssize_t say_nothing_more();

    std::optional<Fault> fault_;
    bool head_is_written_ = false;
};

}  // namespace lockstep
