#include "common/faults.hpp"

#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <poll.h>

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

constexpr std::string_view garbage = "\x01\x02 this is not HTTP \xff\xfe\r\n\r\n";
constexpr std::chrono::milliseconds between_drops{50};

// Ends when the client leaves: then there is something to read, if only the end.
void say_nothing_more(const TcpStream& stream, const Patience& patience,
                      const WakeUp& wake_up) {
    const auto for_ever = std::chrono::hours{1};  // in truth until the deadline
    wait_for(stream.descriptor(), POLLIN, {for_ever, patience.deadline}, wake_up);
}

void drip(TcpStream& stream, std::string_view bytes, const Patience& patience,
          const WakeUp& wake_up) {
    const Patience pause{between_drops, patience.deadline};
    for (; bytes.size() > 1; bytes.remove_prefix(1)) {
        if (stream.write_all(bytes.substr(0, 1), patience) != TcpResult::ready) return;
        if (wait_for(-1, 0, pause, wake_up) != Waited::timeout) return;
    }
    say_nothing_more(stream, patience, wake_up);  // the last byte never comes
}

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

bool send_with_fault(TcpStream& stream, std::string_view head, std::string_view body,
                     std::optional<Fault> fault, const Patience& patience,
                     const WakeUp& wake_up) {
    const auto send = [&](std::string_view first, std::string_view second) {
        const std::array<std::string_view, 2> parts{first, second};
        return stream.write_all(parts, patience) == TcpResult::ready;
    };
    if (!fault) return send(head, body);
    switch (*fault) {
    case Fault::not_found:
    case Fault::server_error:
        return send(head, body);
    case Fault::close:
        break;
    case Fault::garbage:
        send(garbage, {});
        break;
    case Fault::cut_short:
        send(head, body.substr(0, body.size() / 2));
        break;
    case Fault::drip:
        if (send(head, {})) drip(stream, body, patience, wake_up);
        break;
    case Fault::never:
        say_nothing_more(stream, patience, wake_up);
        break;
    }
    return false;
}

}  // namespace lockstep
