// Runs a grader and reads its verdict: the last line of its standard output, as JSON. The
// line must begin with a key that the grader was given and the answer does not know: an
// answer that prints a verdict of its own is not believed.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "exercises/runner/answer_copy.hpp"
#include "exercises/runner/places.hpp"

namespace lockstep::learn {

// The names of verdicts are the grader's, and these of ours: does_not_compile, not_built,
// file_missing, ended_early, grader_hangs, and not_judged, where the machine is to blame.
struct Facts {
    Exercise exercise;
    std::string verdict = {};
    std::string check = {};  // the one that failed; what is forbidden, lacks
    std::vector<std::string> checks = {};  // those that passed, when all did
    std::string happened = {};
    std::string trace = {};
    std::string replay = {};
    int line = 0;                      // in the exercise's file, 0: none
    std::string compiler = {};         // what the compiler wrote, errors first
    std::string said = {};             // what the answer printed
    std::string said_at_the_end = {};  // on standard error, when it ended early
    std::string sha256 = {};           // of the bytes that were judged
    bool has_changed = false;          // the file holds other bytes by now
    std::filesystem::path program = {};

    bool passed() const { return verdict == "passed"; }
    bool was_judged() const { return verdict != "not_judged"; }
    bool was_built() const {
        return verdict != "does_not_compile" && verdict != "not_built" && was_judged();
    }
};

// From what a grader printed that was given the key. Nothing when the line is missing, is
// without the key, is no verdict on this exercise, or claims something else than the exit
// code says.
std::optional<Facts> read_facts(const Exercise& exercise, const std::string& key,
                                const std::string& output, int exit_code);

// Runs the answer's program in a fresh folder. No value when it was stopped. A page with
// the trace, if the grader makes one, goes to places.trace_page(). Throws
// std::system_error where the program cannot be started.
std::optional<Facts> run_grader(const Places& places, const Exercise& exercise,
                                const AnswerCopy& answer, std::chrono::milliseconds limit,
                                const std::stop_token& stop = {});

}  // namespace lockstep::learn
