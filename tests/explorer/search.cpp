#include "tests/explorer/search.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "tests/explorer/worker.hpp"

namespace lockstep::explorer {
namespace {

int cost_of(const Decision& decision, int option) {
    return static_cast<int>(decision.costly >> option & 1U);
}

// Depth first: the last choice that has an untried option within the bound takes it.
bool next_in_depth(Board& board) {
    Trail& trail = board.trail;
    int cost = trail.cost(trail.length);
    while (trail.length > 0) {
        Decision& last = trail.decisions[trail.length - 1];
        cost -= cost_of(last, last.taken);
        for (int option = last.taken + 1; last.branches && option < last.options;
             ++option) {
            if (cost + cost_of(last, option) > board.rules.bound) continue;
            last.taken = static_cast<std::uint8_t>(option);
            trail.repeated = trail.length;
            return true;
        }
        --trail.length;
    }
    return false;
}

// From the beginning, with a larger bound.
bool next_bound(Board& board) {
    board.complete_bounds = board.rules.bound + 1;
    board.within_bound = std::exchange(board.explored_now, 0);
    board.trail.length = board.trail.repeated = 0;
    return ++board.rules.bound <= board.rules.most_bound;
}

}  // namespace

bool next_schedule(Board& board) {
    if (board.explored >= board.rules.schedules) return false;
    if (board.rules.last_step != 0 && board.steps_ever > board.rules.last_step)
        return false;
    switch (board.rules.search) {
    case SearchKind::depth_first:
        return next_in_depth(board) || next_bound(board);
    case SearchKind::random:
        ++board.rules.seed;
        board.trail.repeated = 0;
        return true;
    case SearchKind::repeat:
    case SearchKind::pick:
        return false;
    }
    return false;
}

// ---- Making a failing schedule simpler ----

namespace {

using Choices = std::vector<Decision>;

Choices choices_of(const Board& board) {
    const auto& all = board.trail.decisions;
    return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(board.trail.length)};
}

// Fewer interferences, then fewer choices that differ from the usual ones.
std::pair<int, int> weight(const Choices& choices) {
    std::pair<int, int> sum{0, 0};
    for (const Decision& choice : choices) {
        sum.first += cost_of(choice, choice.taken);
        sum.second += choice.taken != 0 ? 1 : 0;
    }
    return sum;
}

std::string run_again(Board& board, const std::function<void()>& body,
                      const Choices& choices, bool record) {
    std::copy(choices.begin(), choices.end(), board.trail.decisions.begin());
    board.trail.repeated = choices.size();
    board.rules.search = SearchKind::repeat;
    board.rules.lenient = !record;
    board.rules.record = record;
    board.failure = {};
    return run_schedules(board, body);
}

}  // namespace

// Both bound the time that it takes, without a clock: the result is always the same.
constexpr int most_tries = 200;
constexpr std::uint64_t most_steps = 200'000;

std::string simplify(Board& board, const std::function<void()>& body) {
    const Verdict verdict = board.failure.verdict;
    const auto explored = board.explored;
    const auto pruned = board.pruned;
    Choices best = choices_of(board);
    const auto last_step = board.steps_ever.load() + most_steps;
    int tries = verdict == Verdict::endless_loop ? 0 : most_tries;
    const auto has_time = [&] { return tries > 0 && board.steps_ever < last_step; };
    for (bool better = true; better;) {
        better = false;
        for (std::size_t i = best.size(); i-- > 0 && has_time() && !better;) {
            if (best[i].taken == 0) continue;
            Choices simpler = best;
            simpler[i].taken = 0;
            --tries;
            run_again(board, body, simpler, false);
            const Choices now = choices_of(board);
            if (board.failure.verdict != verdict || weight(now) >= weight(best)) continue;
            best = now;
            better = true;
        }
    }
    auto output = run_again(board, body, best, true);
    if (board.failure.verdict != verdict)
        board.failure.verdict = Verdict::not_deterministic;
    board.explored = explored;
    board.pruned = pruned;
    return output;
}

}  // namespace lockstep::explorer
