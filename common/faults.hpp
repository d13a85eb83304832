// Which answers of the quote server go wrong, and how: settled beforehand, by id and
// seed.
#pragma once

#include <optional>
#include <string>

#include "common/quote_server.hpp"

namespace lockstep {

// What options.faults says of this id; else, with options.fault_probability, one of all
// kinds. The same for the same id, probability and seed, however often and in whatever
// order it is asked.
std::optional<Fault> fault_of(const std::string& id, const QuoteServerOptions& options);

}  // namespace lockstep
