#include "common/faults.hpp"

#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "common/chance.hpp"

namespace lockstep {
namespace {

constexpr std::array<std::pair<std::string_view, Fault>, 7> names{{
    {"404", Fault::not_found},
    {"500", Fault::server_error},
    {"close", Fault::close},
    {"cut", Fault::cut_short},
    {"garbage", Fault::garbage},
    {"drip", Fault::drip},
    {"never", Fault::never},
}};

}  // namespace

Fault fault_named(const std::string& name) {
    for (const auto& [known, fault] : names)
        if (name == known) return fault;
    throw std::invalid_argument{fmt::format(
        "no fault is called {}: it is 404, 500, close, cut, garbage, drip or never",
        name)};
}

std::optional<Fault> fault_of(const std::string& id, const QuoteServerOptions& options) {
    if (const auto known = options.faults.find(id); known != options.faults.end())
        return known->second;
    Chance chance{"fault " + id, options.seed};
    constexpr std::uint64_t million = 1'000'000;
    const auto drawn = static_cast<double>(chance.below(million));
    if (drawn >= options.fault_probability * million) return std::nullopt;
    return names[chance.below(names.size())].second;
}

}  // namespace lockstep
