// Downloads go to the converter in memory: no file lies in between. Both stock prices and
// order books travel this way; only what the converter does with the text differs.
#pragma once

#include "lessons/02_queue/programs/quotes.hpp"

namespace lockstep {

// CSV of the stocks 1, 2, … (padded: 7 asks for 000007) becomes XML.
int run_memory(const Settings& settings);

// The order books of eosbtc, ethbtc, bchbtc and neobtc become XML.
int run_order_books(const Settings& settings);

}  // namespace lockstep
