#include "lessons/06_multiprocess_armstrong/armstrong/process_team.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <poll.h>

namespace lockstep {
namespace {

// In the child: "2 17" asks for piece 17 of search 2. The answer is its terms. Ends when
// the parent closes the line.
int answer_orders(MessageChannel& parent, const std::vector<Search>& searches) {
    while (const auto order = parent.receive()) {
        std::istringstream words{*order};
        std::size_t search = 0;
        Number piece = 0;
        words >> search >> piece;
        const Terms terms = searches.at(search).in_piece(piece);
        parent.send(fmt::format("{}", fmt::join(terms, " ")));
    }
    return EXIT_SUCCESS;
}

}  // namespace

ProcessTeam::ProcessTeam(int workers, const std::vector<Search>& searches)
    : searches_{searches} {
    for (int i = 1; i <= workers; ++i)
        members_.push_back({fork_worker(fmt::format("worker {}", i),
                                        [&searches](MessageChannel& parent) {
                                            return answer_orders(parent, searches);
                                        })});
}

Terms ProcessTeam::run(std::size_t search, const Watch& watch) {
    Terms terms;
    next_ = 0;
    std::size_t busy = 0;
    for (Member& member : members_) busy += give_piece(member, search, watch) ? 1U : 0U;
    while (busy > 0) {
        wait_for_answers();
        for (Member& member : members_) {
            if (!member.busy || !take_answer(member, terms)) continue;
            watch.on_piece();
            if (!give_piece(member, search, watch)) --busy;
        }
    }
    sort_by_value(terms);
    return terms;
}

// False when there is no piece left to give.
bool ProcessTeam::give_piece(Member& member, std::size_t search, const Watch& watch) {
    const bool more = next_ < searches_.at(search).pieces && !watch.stop.stop_requested();
    member.busy = more;
    if (more) member.worker.line.send(fmt::format("{} {}", search, next_++));
    return more;
}

// Blocks until one of those who have a piece has said something, or has ended.
void ProcessTeam::wait_for_answers() {
    std::vector<pollfd> lines;
    for (Member& member : members_)
        if (member.busy) lines.push_back({member.worker.line.descriptor(), POLLIN, 0});
    while (::poll(lines.data(), lines.size(), -1) < 0)
        if (errno != EINTR)
            throw std::system_error{errno, std::generic_category(), "poll"};
}

// False while the answer has not come.
bool ProcessTeam::take_answer(Member& member, Terms& terms) {
    const auto [state, message] = member.worker.line.try_receive();
    if (state == MessageChannel::State::ended)
        throw std::runtime_error{fmt::format("{} ended in the middle of its work: {}",
                                             member.worker.name(),
                                             in_words(member.worker.process.wait()))};
    if (state == MessageChannel::State::nothing_yet) return false;
    std::istringstream words{message};
    for (std::string term; words >> term;) terms.push_back(term);
    return true;
}

}  // namespace lockstep
