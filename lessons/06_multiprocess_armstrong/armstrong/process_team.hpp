// The processes engine: children that do pieces of a search.
//
// A child is a copy of its parent at the fork, so it knows the searches already. What is
// sent is one number, the piece, and the terms found in it come back. Whoever is done
// gets the next piece. Not to be shared by threads.
#pragma once

#include <string>
#include <vector>

#include "lessons/06_multiprocess_armstrong/armstrong/engines.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/search.hpp"
#include "lessons/06_multiprocess_armstrong/processes/worker.hpp"

namespace lockstep {

class ProcessTeam {
  public:
    // Forks: must be made while this process has one thread (Program::before_threads).
    ProcessTeam(int workers, const std::vector<Search>& searches);

    // As run_threads, with the search of that index. A child that ends is an error here,
    // which names it; the coordinator of `lesson06 survive` goes on without it.
    Terms run(std::size_t search, const Watch& watch = {});

  private:
    struct Member {
        Worker worker;
        bool busy = false;  // it has a piece, and has not answered yet
    };

    bool give_piece(Member& member, std::size_t search, const Watch& watch);
    void wait_for_answers();
    bool take_answer(Member& member, Terms& terms);

    std::vector<Search> searches_;
    std::vector<Member> members_;
    Number next_ = 0;  // the piece that nobody has yet
};

}  // namespace lockstep
