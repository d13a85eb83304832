// Where the machine is to blame and not the answer, there is no verdict on the answer.
// What the machine lacks is one of memory, processes, disk: keys below [not_judged] in
// verdicts.txt. Empty: nothing.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <system_error>

namespace lockstep::learn {

std::string lack_named_by(const std::error_code& error);

// From the last words of a compiler, assembler or linker that failed.
std::string lack_told_by(const std::string& output, int exit_code);

// By a try: some threads at once, and so many bytes of memory and of a file in `folder`.
std::string lack_found(const std::filesystem::path& folder, std::size_t memory,
                       std::size_t disk);

}  // namespace lockstep::learn
