#include "tests/explorer/explore.hpp"

#include <cerrno>
#include <memory>
#include <system_error>

#include <sys/mman.h>

#include "tests/explorer/replay.hpp"
#include "tests/explorer/report.hpp"
#include "tests/explorer/runtime/memory_hooks.hpp"
#include "tests/explorer/search.hpp"
#include "tests/explorer/worker.hpp"

namespace lockstep {
namespace {

using explorer::Board;
using explorer::SearchKind;
using explorer::Verdict;

struct Unmap {
    void operator()(Board* board) const { ::munmap(board, sizeof *board); }
};
using SharedBoard = std::unique_ptr<Board, Unmap>;

// Its pages are zero, which is how every part of a Board begins, and untouched ones cost
// nothing.
SharedBoard make_board() {
    void* memory = ::mmap(nullptr, sizeof(Board), PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        throw std::system_error{errno, std::generic_category(),
                                "memory for the explorer"};
    return SharedBoard{static_cast<Board*>(memory)};
}

bool failed(const Board& board) {
    return board.failure.verdict != Verdict::passed;
}

// All schedules that cost at most `bound`, those of smaller bounds among them. False:
// there were too many, or one failed.
bool try_all(Board& board, const std::function<void()>& body, int bound) {
    board.rules.search = SearchKind::depth_first;
    board.rules.bound = bound;
    board.trail.length = board.trail.repeated = 0;
    run_schedules(board, body);
    return !failed(board) && board.explored < board.rules.schedules;
}

}  // namespace

ExploreReport explorer::explore(std::string_view name, const std::function<void()>& body,
                                const ExploreOptions& options) {
    const SharedBoard shared = make_board();
    Board& board = *shared;
    board.rules = {};
    board.rules.steps = options.steps;
    board.rules.early_wakes = options.early_wakes;
    board.rules.weak_memory = options.weak_memory;
    board.rules.schedules = options.schedules;
    board.rules.fresh_process = options.whole_program;

    ExploreReport report;
    if (!options.whole_program && !canary_was_seen())
        board.failure.verdict = Verdict::not_instrumented;
    const bool replay = !failed(board) && replay_is_asked_for(name, board.trail);
    if (replay) {
        board.rules.search = SearchKind::repeat;
        board.rules.record = board.rules.fresh_process = true;
        report.output = run_schedules(board, body);
    }
    std::uint64_t within_bound = 0;
    for (int bound = 0; !replay && bound <= options.preemptions && !failed(board);
         ++bound) {
        if (!try_all(board, body, bound)) break;
        report.complete_preemptions = bound;
        within_bound = board.explored_now;
    }
    const auto in_order = board.explored;
    if (!replay && !failed(board) && options.random_schedules > 0) {
        board.rules.search = SearchKind::random;
        board.rules.seed = options.seed;
        board.rules.schedules = board.explored + options.random_schedules;
        board.trail.repeated = 0;
        run_schedules(board, body);
    }
    if (!failed(board) && !board.hooks_were_called && options.whole_program)
        board.failure.verdict = Verdict::not_instrumented;
    report.runs = report.schedules = board.explored;
    report.random_schedules = board.explored - in_order;
    if (!failed(board) && report.complete_preemptions >= 0)
        report.schedules = within_bound + report.random_schedules;
    report.pruned = board.pruned;
    // A schedule that was asked for is shown as it is, also when it passes.
    if (failed(board) && !replay && board.failure.verdict != Verdict::not_instrumented)
        report.output = simplify(board, body);
    if (failed(board) || replay) {
        if (board.failure.verdict != Verdict::not_instrumented)
            report.replay = explorer::replay_text(name, board.trail);
        explorer::tell(report, name, board, options);
    }
    report.verdict = static_cast<ExplorerVerdict>(board.failure.verdict);
    report.text = explorer::summary(name, report);
    explorer::write_files(name, report);
    return report;
}

}  // namespace lockstep
