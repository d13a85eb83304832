#include "tests/explorer/explore.hpp"

#include "tests/explorer/replay.hpp"
#include "tests/explorer/report.hpp"
#include "tests/explorer/runtime/memory_hooks.hpp"
#include "tests/explorer/search.hpp"
#include "tests/explorer/shared_board.hpp"
#include "tests/explorer/worker.hpp"

namespace lockstep {
namespace {

using explorer::Board;
using explorer::SearchKind;
using explorer::Verdict;

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
    const SharedBoard shared = make_board(options);
    Board& board = *shared;

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
