// Wrong: rounded up and cut at the end: the last parts have little or nothing.
// Verdict: assertion_failed, no part is much larger than another
#include <algorithm>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

struct Range {
    int begin, end;  // the end is not in it
};
using Numbers = std::vector<int>;

std::vector<Range> split(Range all, int parts) {
    const int size = (all.end - all.begin + parts - 1) / parts;
    std::vector<Range> ranges;
    for (int begin = all.begin; begin < all.end; begin += size)
        ranges.push_back({begin, std::min(begin + size, all.end)});
    if (ranges.empty()) ranges.push_back(all);
    return ranges;
}

// What find() finds in all parts, in rising order, as it does in each part.
Numbers search(Range all, int parts, const std::function<Numbers(Range)>& find) {
    const auto ranges = split(all, parts);
    std::vector<Numbers> found(ranges.size());
    {
        std::vector<std::jthread> workers;
        for (std::size_t i = 0; i < ranges.size(); ++i)
            workers.emplace_back([&, i] { found[i] = find(ranges[i]); });
    }
    Numbers all_found;
    for (const Numbers& some : found)
        all_found.insert(all_found.end(), some.begin(), some.end());
    return all_found;
}
