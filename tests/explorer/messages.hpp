// Every sentence that a learner reads in a verdict, a reason or a trace, by its key.
//
// English is within the program (messages/en.txt). Another language is a file beside it,
// such as zh.txt, and may be incomplete: what it lacks is told in English. LOCKSTEP_LANG
// chooses it ("zh", or the path of a file), else LANG.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace lockstep::explorer {

// Written "event.lock"_key, so that a test can find every key in the sources.
struct Key {
    std::string_view text;
};

constexpr Key operator""_key(const char* text, std::size_t size) {
    return {{text, size}};
}

using Messages = std::map<std::string, std::string, std::less<>>;

// Lines "key = text with {named} fields"; "#" begins a comment. Throws
// std::invalid_argument, which names the file and the line, when a line is none of these.
Messages read_messages(std::string_view text, const std::string& file);

const Messages& english_messages();

// The user's language; read once. A file that was asked for and cannot be used is told on
// standard error.
const Messages& messages();

std::string say_with(Key key, fmt::format_args fields);

// Fields are fmt::arg("name", value). A message with a field that does not exist is told
// in English.
template <class... Fields>
std::string say(Key key, const Fields&... fields) {
    return say_with(key, fmt::make_format_args(fields...));
}

}  // namespace lockstep::explorer
