// Finds two accesses of which at least one writes, at least one is not atomic, and
// neither happens before the other: a data race, undefined behaviour.
//
// Keeps, for each 8 bytes of memory, the last accesses of each thread. Source: C++
// [intro.races]; C. Flanagan and S. Freund, FastTrack (PLDI 2009).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tests/explorer/runtime/scheduler.hpp"

namespace lockstep::explorer {

struct Access {
    std::uint32_t step = 0;  // of its thread
    std::uint8_t thread = 0;
    std::uint8_t bytes = 0;  // bit i: byte i of the eight
    bool writes = false;
    bool atomic = false;
    std::uint32_t event = 0;  // its row in the trace, while recording
};

class RaceDetector {
  public:
    // Ends the schedule with Verdict::data_race when the access races with an earlier
    // one.
    void access(Thread& me, const void* address, std::size_t size, bool writes,
                bool atomic);
    // The heap gets it back. Nobody may touch it any more: Verdict::use_after_free.
    void free(Thread& me, const void* block, std::size_t size);
    // Only whether it is still there: what races with the access is not asked.
    void must_be_there(Thread& me, const void* address, bool writes);

  private:
    struct Cell {
        std::uintptr_t granule = 0;  // address / 8
        std::uint64_t schedule = 0;  // an older one: the cell is free
        std::int8_t freed_by = -1;   // the thread that gave this memory back, and its row
        std::uint32_t freed_in = 0;
        std::vector<Access> accesses;
    };
    Cell& find_or_add(std::uintptr_t granule);
    const Cell* find(std::uintptr_t granule) const;
    void grow();
    [[noreturn]] void fail_as_freed(Thread& me, const Cell& cell, const void* address);
    void check(Thread& me, Cell& cell, const Access& access, const void* address);

    std::vector<Cell> cells_ = std::vector<Cell>(1U << 12U);  // open addressing
    std::size_t used_ = 0;
    std::uint64_t schedule_ = 0;
};

extern RaceDetector race_detector;

}  // namespace lockstep::explorer
