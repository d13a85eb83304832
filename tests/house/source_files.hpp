// The files of the repository: to read, for the rules about them, and to copy.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace lockstep::house {

// Path from the root, and contents, of every .cpp and .hpp in the rooms that hold code.
std::map<std::string, std::string> read_sources(const std::string& root);

std::string read_file(const std::filesystem::path& path);

// Into a folder that exists, without build folders and history.
void copy_sources(const std::filesystem::path& target);

}  // namespace lockstep::house
