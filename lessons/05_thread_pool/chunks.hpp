// The work of one ThreadPool::map: inputs cut into chunks that any thread may take.
//
// Each thread that helps calls work(); whoever started the map then calls results() and
// waits there, once, on one latch, for the chunks that others still have in hand. A
// helper that comes when all chunks are taken touches neither f nor the inputs: they may
// be gone.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>
#include <iterator>
#include <latch>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace lockstep {

template <class F, class Inputs>
class Chunks {
  public:
    using Result = std::decay_t<
        std::invoke_result_t<const F&, decltype(*std::begin(std::declval<Inputs&>()))>>;
    static_assert(!std::is_void_v<Result>, "map gives results back, this returns none");

    // f and inputs must live until results() has returned.
    Chunks(const F& f, const Inputs& inputs, std::size_t hands)
        : f_{f},
          inputs_{inputs},
          hands_{hands},
          results_(std::size(inputs)),
          failures_(std::min(std::size(inputs), hands * per_hand)),
          unfinished_{static_cast<std::ptrdiff_t>(failures_.size())} {}

    // How many threads beside the caller have something to do.
    std::size_t useful_helpers() const {
        return failures_.empty() ? 0 : std::min(hands_, failures_.size()) - 1;
    }

    // Deals with one chunk after another until all are taken.
    void work() {
        for (std::size_t mine = next_++; mine < failures_.size(); mine = next_++) {
            try {
                deal_with(mine);
            } catch (...) {
                failures_[mine] = std::current_exception();
            }
            unfinished_.count_down();
        }
    }

    // Blocks until every chunk is done. Throws what the first input threw that failed.
    std::vector<Result> results() {
        unfinished_.wait();
        for (const auto& failure : failures_)
            if (failure) std::rethrow_exception(failure);
        std::vector<Result> all;
        all.reserve(results_.size());
        for (auto& result : results_) all.push_back(std::move(*result));
        return all;
    }

  private:
    // More than one, so that who got quick chunks can take more; few, so that taking one
    // costs nothing beside its work.
    static constexpr std::size_t per_hand = 16;

    void deal_with(std::size_t chunk) {
        const std::size_t count = failures_.size();
        const std::size_t last = results_.size() * (chunk + 1) / count;
        for (std::size_t i = results_.size() * chunk / count; i < last; ++i)
            results_[i].emplace(
                std::invoke(f_, std::begin(inputs_)[static_cast<std::ptrdiff_t>(i)]));
    }

    const F& f_;
    const Inputs& inputs_;
    const std::size_t hands_;
    std::atomic<std::size_t> next_{0};  // the first chunk that nobody has taken

    // Each element is written by the one thread that took its chunk, and read after the
    // latch. Not std::vector<Result>: neighbours of a vector<bool> share a byte.
    std::vector<std::optional<Result>> results_;
    std::vector<std::exception_ptr> failures_;  // one a chunk
    std::latch unfinished_;                     // counts chunks
};

}  // namespace lockstep
