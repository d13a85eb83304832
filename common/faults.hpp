// Which answers of the quote server go wrong, and how: settled beforehand, by id and
// seed.
//
// The server makes its answer as always; the fault is then done to it on its way out. So
// it meets the very connection that the client uses, as it would on the web.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/quote_server.hpp"
#include "common/tcp_stream.hpp"

namespace lockstep {

// What options.faults says of this id; else, with options.fault_probability, one of all
// kinds. The same for the same id, probability and seed, however often and in whatever
// order it is asked.
std::optional<Fault> fault_of(const std::string& id, const QuoteServerOptions& options);

// Sends the answer as the fault will have it; false when the connection must end.
// not_found and server_error are answers of the server's own: here they change nothing.
bool send_with_fault(TcpStream& stream, std::string_view head, std::string_view body,
                     std::optional<Fault> fault, const Patience& patience,
                     const WakeUp& wake_up);

}  // namespace lockstep
