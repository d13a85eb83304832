// Files of this folder that are within the program; CMake writes them into a source.
#pragma once

#include <string_view>

namespace lockstep::explorer {

extern const std::string_view english;          // messages/en.txt
extern const std::string_view schedule_page;    // trace/schedule.html
extern const std::string_view messages_folder;  // where other languages are

}  // namespace lockstep::explorer
