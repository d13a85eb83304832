// The first `left` parts have one number more, so none is left over. All threads are
// there before the first is waited for: the jthread that went out of scope at the end of
// its round was joined there. And each writes into a place of its own, so there is no
// race. In C++ threads use all cores, as processes do (D17).
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

struct Range {
    int begin, end;  // the end is not in it
};
using Numbers = std::vector<int>;

std::vector<Range> split(Range all, int parts) {
    const int size = (all.end - all.begin) / parts;
    const int left = (all.end - all.begin) % parts;
    std::vector<Range> ranges;
    for (int i = 0, begin = all.begin; i < parts; ++i) {
        const int end = begin + size + (i < left ? 1 : 0);
        ranges.push_back({begin, end});
        begin = end;
    }
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
