// What the compiler and the linker wrote, sorted for somebody who reads it for the first
// time: errors before warnings, the first error on top.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lockstep::learn {

// `root` and a slash are taken from the names of files.
std::string errors_first(std::string_view output, const std::string& root);

// Of a build that succeeded: each warning once, without what stands below it.
struct Warning {
    std::string file, line, text;
    bool operator==(const Warning&) const = default;
};
std::vector<Warning> warnings_of(std::string_view output);

// Which of the commonest messages of this course stands first in the text, of a compiler,
// a linker or a program that was aborted: a key of compiler.txt, or empty.
std::string known_message(std::string_view text);

// All keys there are.
std::vector<std::string> known_messages();

}  // namespace lockstep::learn
