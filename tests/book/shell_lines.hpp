// The commands that a page shows.
#pragma once

#include <string>
#include <vector>

#include "tests/book/markdown.hpp"

namespace lockstep::book {

using Words = std::vector<std::string>;

struct ShownCommand {
    int line = 0;
    std::string text;
    bool to_be_typed = false;  // it stands in a console or sh block
};

// The command lines in console and sh blocks, and inline code that begins as a command of
// ours.
std::vector<ShownCommand> commands_on(const Page& page);

// A line of shell as the commands it is made of. Quotes keep words together;
// redirections, comments and what a command puts in the background are left out.
std::vector<Words> split_commands(const std::string& line);

}  // namespace lockstep::book
