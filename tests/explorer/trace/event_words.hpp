// One event in words.
#pragma once

#include <string>

#include "tests/explorer/runtime/board.hpp"
#include "tests/explorer/trace/names.hpp"

namespace lockstep::explorer {

std::string in_words(const Event& event, Names& names);

// "-100" for four bytes that hold 0xffffff9c. The type is not known: a value is taken for
// a number with a sign.
std::string value_in_words(std::uint64_t value, std::uint8_t size);

// "atomic_load" and "data_race": for programs, the same in every language.
const char* word_of(What what);
const char* word_of(Verdict verdict);

}  // namespace lockstep::explorer
