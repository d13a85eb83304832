// The C++ files of the repository, for the rules about them.
#pragma once

#include <map>
#include <string>

namespace lockstep::house {

// Path from the root, and contents, of every .cpp and .hpp in the rooms that hold code.
std::map<std::string, std::string> read_sources(const std::string& root);

std::string read_file(const std::string& path);

}  // namespace lockstep::house
