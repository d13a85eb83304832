// Who does the pieces of a search: this thread alone, or several threads. Processes do
// the same in process_team.hpp.
//
// All return the terms in rising order. A stop request ends the search after the pieces
// that are being worked on: then only some terms are there. What a piece throws is thrown
// on, after everybody has ended. `on_piece` is called after each piece, by whoever did it
// or has it done.
#pragma once

#include <functional>
#include <stop_token>

#include "lessons/06_multiprocess_armstrong/armstrong/search.hpp"

namespace lockstep {

struct Watch {
    std::stop_token stop;
    std::function<void()> on_piece = [] {};
};

Terms run_serial(const Search& search, const Watch& watch = {});
Terms run_threads(const Search& search, int threads, const Watch& watch = {});

}  // namespace lockstep
