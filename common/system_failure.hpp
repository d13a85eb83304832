// What a failed call of the operating system becomes.
#pragma once

#include <string>
#include <system_error>

namespace lockstep {

// `error` is an errno, `what` names the call or the file; what() then says both.
[[noreturn]] inline void throw_system_error(int error, const std::string& what) {
    throw std::system_error{error, std::generic_category(), what};
}

}  // namespace lockstep
