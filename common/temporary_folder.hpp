// A folder for what a program makes when nobody said where.
#pragma once

#include <filesystem>
#include <string>

namespace lockstep {

// Makes a new empty folder called lockstep-NAME- and six random letters where the system
// keeps its temporary files ($TMPDIR, or /tmp). Whoever asks for it removes it: see
// OutputFolder. Throws std::system_error that names the folder, and the variable at
// fault.
std::filesystem::path make_temporary_folder(const std::string& name);

}  // namespace lockstep
