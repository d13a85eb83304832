// What a learner has done, in exercises/progress.txt: small, readable, not in git.
//
//     at 03_event_handshake/last_batch
//     passed 03_event_handshake/two_events
//     hints 03_event_handshake/last_batch 2
//     asked 03_event_handshake/last_batch
//     reset 03_event_handshake/two_events
//
// Each member that changes something reads the file anew and replaces it whole, under a
// lock that other runners take too: two windows lose nothing of each other's. Lines that
// are not understood stay. All throw std::system_error that names the file.
#pragma once

#include <string>
#include <vector>

#include "exercises/runner/places.hpp"

namespace lockstep::learn {

class Progress {
  public:
    explicit Progress(const Places& places) : places_{places} {}

    bool passed(const Exercise& exercise) const;
    bool passed_before_reset(const Exercise& exercise) const;
    int hints(const Exercise& exercise) const;  // how many were shown
    bool asked_for_solution(const Exercise& exercise) const;
    std::string at() const;  // the exercise's path; empty at the very beginning

    void set_passed(const Exercise& exercise);
    void set_hints(const Exercise& exercise, int count);
    void set_asked_for_solution(const Exercise& exercise);
    // All but where the learner is, and that it was passed once.
    void forget(const Exercise& exercise);
    void set_at(const Exercise& exercise);

  private:
    using Lines = std::vector<std::string>;
    Lines read() const;
    // Removes lines that are `begin` alone or begin with it and a space; adds one if any.
    void replace(const std::string& begin, const std::string& added) const;

    Places places_;
};

}  // namespace lockstep::learn
