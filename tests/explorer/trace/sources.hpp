// Where in the learner's source an event happened.
#pragma once

#include <map>
#include <vector>

#include "tests/explorer/runtime/board.hpp"
#include "tests/explorer/symbols.hpp"
#include "tests/explorer/trace/source_names.hpp"
#include "tests/explorer/trace/trace.hpp"

namespace lockstep::explorer {

class Sources {
  public:
    // Runs addr2line for the addresses that no Sources before has looked up. A file whose
    // path contains one of `libraries` is not the learner's.
    Sources(const Board& board, std::vector<std::string> libraries);

    TracePlace of(const Event& event) const;
    TracePlace of(const Standing& standing) const;
    SourceLine line_of(const Event& event) const;
    SourceLine line_of(const Standing& standing) const;
    // The function of one of the libraries that a line of the learner's calls, such as
    // "set"; empty: there is none.
    std::string call_of(const Event& event) const;
    // Of the library's own, between a line of the learner's and what it means.
    bool is_inner_work(const Event& event) const;

  private:
    bool is_a_librarys(const Place& place) const;
    bool is_the_learners(const Place& place) const;
    template <class Frames, class Accept>
    void any_place(const Frames& frames, std::size_t depth, Accept accept) const;
    template <class Frames>
    TracePlace learners_place(const Frames& frames, std::size_t depth) const;
    template <class Frames>
    SourceLine learners_line(const Frames& frames, std::size_t depth) const;

    const std::map<void*, std::vector<Place>>& places_;
    std::vector<std::string> libraries_;
};

}  // namespace lockstep::explorer
