// The exercises in their order, as CMake has listed them, how learners name them, and how
// they are compiled.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "exercises/runner/graders.hpp"
#include "exercises/runner/messages.hpp"
#include "exercises/runner/places.hpp"

namespace lockstep::learn {

// A command line that cannot be understood: exit code 2.
struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Catalogue {
  public:
    // Throws std::runtime_error when the build has no list yet.
    Catalogue(const Places& places, const Messages& words);

    const std::vector<Exercise>& all() const { return all_; }
    const GraderRecipe& recipe(const Exercise& exercise) const;  // of one of them

    // "03" or "3": a lesson's exercises. "03/last_batch": one; the file's whole path will
    // do too. Throws UsageError that says what there is.
    std::vector<Exercise> select(const std::string& word) const;
    Exercise one(const std::string& word) const;
    std::size_t index_of(const Exercise& exercise) const;  // 0 when it is none of them

  private:
    [[noreturn]] void complain(const std::string& word) const;

    Messages words_;
    std::vector<GraderRecipe> recipes_;
    std::vector<Exercise> all_;
};

}  // namespace lockstep::learn
