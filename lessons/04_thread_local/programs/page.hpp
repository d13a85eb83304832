// The page that `/` shows: the picture, and who watches. It asks nobody but our server.
#pragma once

#include <string_view>

namespace lockstep {

extern const std::string_view page;

}  // namespace lockstep
