// The lines of the learner's source files.
#pragma once

#include <string>

namespace lockstep::explorer {

// Without the space around it. Empty where there is none, and when the file was changed
// after this program was built: then the line is another one.
std::string line_in(const std::string& file, int number);

// It exists and was changed after this program was built.
bool has_changed(const std::string& file);

// A statement over several lines is at its last one to the compiler, "}};". Where its
// brackets begin.
int opening_line(const std::string& file, int last);

}  // namespace lockstep::explorer
