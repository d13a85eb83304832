#include "lessons/06_multiprocess_armstrong/armstrong/search.hpp"

#include <algorithm>
#include <utility>

namespace lockstep {
namespace {

// The multisets of a small range take as long as those of a large one, so they get few
// pieces. For the others a piece takes some milliseconds.
Number piece_size(Range range, Method method) {
    if (method == Method::multisets) return range.size() / 8 + 1;
    const Number most = method == Method::naive ? 500'000 : 20'000'000;
    return std::min(range.size() / 64 + 1, most);
}

}  // namespace

void sort_by_value(Terms& terms) {
    std::ranges::sort(terms, {}, [](const std::string& term) {
        return std::pair{term.size(), term};
    });
}

Search search_range(Range range, Method method) {
    const Number size = piece_size(range, method);
    const Number pieces = range.size() / size + (range.size() % size == 0 ? 0 : 1);
    return {pieces, [=](Number piece) {
                const Number begin = range.begin + piece * size;
                const Number end = begin + std::min(size, range.end - begin);
                Terms terms;
                for (const Number number : armstrong_in({begin, end}, method))
                    terms.push_back(std::to_string(number));
                return terms;
            }};
}

}  // namespace lockstep
