// An order book: what buyers bid and sellers ask on one market, as JSON in and XML out.
//
//     <data><timestamp>…</timestamp><asks><item><price/><volume/></item>…</asks><bids>…</bids></data>
//
// Prices and volumes are decimal numbers that are not negative. Exchanges write them as
// strings; a JSON number is taken too.
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

// Turns {"timestamp": 1530197213, "asks": [["0.0012", "30.5"], …], "bids": […]} into
// tab-indented XML. Throws std::runtime_error that names the market and what is wrong
// with its JSON: "ethbtc: not JSON from line 1 character 17 on", "ethbtc: bids, item 2:
// …". An answer like {"error":
// {"message": "no such market"}} is an error with that message.
std::string order_book_to_xml(std::string_view market, std::string_view json);

}  // namespace lockstep
