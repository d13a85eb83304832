// A folder for what a program makes when nobody said where.
#pragma once

#include <filesystem>
#include <string>

namespace lockstep {

// Makes a new empty folder called lockstep-NAME- and six random letters where the system
// keeps its temporary files ($TMPDIR, or /tmp). It stays, so that a learner can look into
// it: programs name it on screen. Throws std::system_error that names the folder.
std::filesystem::path make_temporary_folder(const std::string& name);

}  // namespace lockstep
