// Right: each border is its share of the whole; the calling thread takes the last part.
// Verdict: passed
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

struct Range {
    int begin, end;  // the end is not in it
};
using Numbers = std::vector<int>;

std::vector<Range> split(Range all, int parts) {
    const long size = all.end - all.begin;
    const auto border = [&](int i) {
        return all.begin + static_cast<int>(size * i / parts);
    };
    std::vector<Range> ranges;
    for (int i = 0; i < parts; ++i) ranges.push_back({border(i), border(i + 1)});
    return ranges;
}

// What find() finds in all parts, in rising order, as it does in each part.
Numbers search(Range all, int parts, const std::function<Numbers(Range)>& find) {
    const auto ranges = split(all, parts);
    std::vector<Numbers> found(ranges.size());
    {
        std::vector<std::jthread> workers;
        for (std::size_t i = 0; i + 1 < ranges.size(); ++i)
            workers.emplace_back([&, i] { found[i] = find(ranges[i]); });
        found.back() = find(ranges.back());
    }
    Numbers all_found;
    for (const Numbers& some : found)
        all_found.insert(all_found.end(), some.begin(), some.end());
    return all_found;
}
