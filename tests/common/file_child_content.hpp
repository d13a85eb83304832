// What file_child writes into a file: a test can tell from the name whether the file is
// whole.
#pragma once

#include <functional>
#include <string>

namespace lockstep::test {

inline std::string content_of(const std::string& name) {
    std::string bytes = "<data>";
    const std::size_t rows = std::hash<std::string>{}(name) % 900;
    for (std::size_t i = 0; i < rows; ++i)
        bytes += "<row>" + name + std::to_string(i * i) + "</row>";
    return bytes + "</data>";
}

}  // namespace lockstep::test
