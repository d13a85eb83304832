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

// All schedules that cost nothing, then all that cost at most 1, and so on.
void try_in_order(Board& board, const std::function<void()>& body,
                  const ExploreOptions& options) {
    board.rules.search = SearchKind::depth_first;
    board.rules.most_bound = options.preemptions;
    board.rules.last_step = options.steps_in_all;
    run_schedules(board, body);
}

void try_at_random(Board& board, const std::function<void()>& body,
                   const ExploreOptions& options) {
    board.rules.search = SearchKind::random;
    board.rules.seed = options.seed;
    board.rules.schedules = board.explored + options.random_schedules;
    board.rules.last_step =
        options.steps_in_all == 0 ? 0 : board.steps_ever + options.steps_in_all;
    board.trail.repeated = 0;
    run_schedules(board, body);
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
    if (!replay && !failed(board) && options.preemptions >= 0)
        try_in_order(board, body, options);
    const auto in_order = board.explored;
    if (!replay && !failed(board) && options.random_schedules > 0)
        try_at_random(board, body, options);
    if (!failed(board) && !board.hooks_were_called && options.whole_program)
        board.failure.verdict = Verdict::not_instrumented;
    report.runs = report.schedules = board.explored;
    report.random_schedules = board.explored - in_order;
    report.complete_preemptions = board.complete_bounds - 1;
    if (!failed(board) && board.complete_bounds > 0)
        report.schedules = board.within_bound + report.random_schedules;
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
