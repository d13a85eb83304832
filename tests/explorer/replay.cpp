#include "tests/explorer/replay.hpp"

#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>

namespace lockstep::explorer {
namespace {

// FNV-1a: short, and the same everywhere.
std::uint64_t hash_of(std::string_view bytes) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char byte : bytes)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
    return hash ^ hash >> 32U;
}

std::string hash_of_this_program() {
    std::ifstream file{"/proc/self/exe", std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    return fmt::format("{:08x}", hash_of(bytes) & 0xffffffffU);
}

std::string hash_of_name(std::string_view name) {
    return fmt::format("{:04x}", hash_of(name) & 0xffffU);
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts{""};
    for (const char letter : text)
        if (letter == separator)
            parts.emplace_back();
        else
            parts.back() += letter;
    return parts;
}

std::size_t number(const std::string& text, std::size_t below) {
    std::size_t value = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value >= below)
        throw std::invalid_argument{"LOCKSTEP_REPLAY: not a number here: " + text};
    return value;
}

}  // namespace

std::string replay_text(std::string_view name, const Trail& trail) {
    std::string text = fmt::format("1-{}-{}", hash_of_this_program(), hash_of_name(name));
    for (std::size_t i = 0; i < trail.length; ++i)
        if (trail.decisions[i].taken != 0)
            text += fmt::format("-{}.{}", i, trail.decisions[i].taken);
    return text;
}

bool replay_is_asked_for(std::string_view name, Trail& trail) {
    const char* text = std::getenv("LOCKSTEP_REPLAY");
    if (text == nullptr) return false;
    const auto parts = split(text, '-');
    if (parts.size() < 3 || parts[0] != "1")
        throw std::invalid_argument{
            std::string{"LOCKSTEP_REPLAY: this is no replay text: "} + text};
    if (parts[1] != hash_of_this_program())
        throw std::invalid_argument{
            "LOCKSTEP_REPLAY: this text is from another build of the program"};
    if (parts[2] != hash_of_name(name)) return false;
    trail.repeated = 0;
    for (std::size_t i = 3; i < parts.size(); ++i) {
        const auto choice = split(parts[i], '.');
        const auto at = number(choice.front(), Trail::longest);
        trail.decisions[at] = {};
        trail.decisions[at].taken = static_cast<std::uint8_t>(number(choice.back(), 256));
        trail.repeated = at + 1;
    }
    return true;
}

}  // namespace lockstep::explorer
