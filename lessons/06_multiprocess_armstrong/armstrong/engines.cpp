#include "lessons/06_multiprocess_armstrong/armstrong/engines.hpp"

#include <atomic>
#include <exception>
#include <thread>
#include <vector>

namespace lockstep {
namespace {

// One thread's share: pieces, as long as there are any.
Terms take_pieces(const Search& search, std::atomic<Number>& next, const Watch& watch) {
    Terms mine;
    while (!watch.stop.stop_requested()) {
        const Number piece = next++;
        if (piece >= search.pieces) break;
        for (std::string& term : search.in_piece(piece)) mine.push_back(std::move(term));
        watch.on_piece();
    }
    return mine;
}

}  // namespace

Terms run_serial(const Search& search, const Watch& watch) {
    std::atomic<Number> next{0};
    Terms terms = take_pieces(search, next, watch);
    sort_by_value(terms);
    return terms;
}

Terms run_threads(const Search& search, int threads, const Watch& watch) {
    struct Share {
        Terms terms;
        std::exception_ptr failure;
    };
    std::vector<Share> shares(static_cast<std::size_t>(threads));
    std::atomic<Number> next{0};  // the piece that nobody has taken yet
    {
        std::vector<std::jthread> workers;
        for (Share& share : shares) {
            workers.emplace_back([&] {
                try {
                    share.terms = take_pieces(search, next, watch);
                } catch (...) {
                    share.failure = std::current_exception();
                    next = search.pieces;  // the others need not go on
                }
            });
        }
    }  // joined: the shares are ours

    Terms terms;
    for (Share& share : shares) {
        if (share.failure) std::rethrow_exception(share.failure);
        for (std::string& term : share.terms) terms.push_back(std::move(term));
    }
    sort_by_value(terms);
    return terms;
}

}  // namespace lockstep
