#include "tests/explorer/shared_board.hpp"

#include <cerrno>
#include <system_error>

#include <sys/mman.h>

namespace lockstep::explorer {

void UnmapBoard::operator()(Board* board) const {
    ::munmap(board, sizeof *board);
}

// Its pages are zero, which is how every part of a Board begins, and untouched ones cost
// nothing.
SharedBoard make_board(const ExploreOptions& options) {
    void* memory = ::mmap(nullptr, sizeof(Board), PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        throw std::system_error{errno, std::generic_category(),
                                "memory for the explorer"};
    SharedBoard board{static_cast<Board*>(memory)};
    board->rules = {};
    board->rules.steps = options.steps;
    board->rules.early_wakes = options.early_wakes;
    board->rules.weak_memory = options.weak_memory;
    board->rules.schedules = options.schedules;
    board->rules.fresh_process = options.whole_program;
    return board;
}

}  // namespace lockstep::explorer
