// What threads, mutexes and variables are called: as in the source where that can be
// known, else by kind and number.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/explorer/runtime/board.hpp"
#include "tests/explorer/trace/sources.hpp"

namespace lockstep::explorer {

// "mutex", "condition", …: what such an operation works on; never translated.
const char* kind_of(What what);

class Names {
  public:
    Names(const Board& board, const Sources& sources, bool whole_program);

    const std::string& thread(int number) const;
    int threads() const { return static_cast<int>(threads_.size()); }
    std::string object(const void* object);            // "m", or "mutex 1"
    std::string object_with_kind(const void* object);  // "mutex m", or "mutex 1"
    // "-100", or "address 1" for what differs from run to run.
    std::string value(std::uint64_t value, std::uint8_t size);
    bool has_name(const void* object) const;
    const char* kind(const void* object) const;

  private:
    struct Object {
        const char* kind = "";
        std::string name;       // empty: only a number
        std::string full_name;  // "box.rang", which some lines call "rang"
        int number = 0;         // 0: not yet mentioned
        bool in_doubt = false;
    };
    void name_threads(const Board& board, const Sources& sources, bool whole_program);
    void collect(const Event& event, const SourceLine& line);
    void use_symbol(const void* object, std::size_t size);
    void doubt_what_is_called_alike();

    std::vector<std::string> threads_;
    std::map<const void*, Object> objects_;
    std::map<std::string, int> counts_;
    std::map<std::uint64_t, std::size_t> addresses_;
};

}  // namespace lockstep::explorer
