// Right: async in threads of its own, and the results are asked for in order.
// Verdict: passed
#include <cstddef>
#include <functional>
#include <future>
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

Numbers search(Range all, int parts, const std::function<Numbers(Range)>& find) {
    std::vector<std::future<Numbers>> futures;
    for (const Range range : split(all, parts))
        futures.push_back(std::async(std::launch::async, find, range));
    Numbers found;
    for (auto& future : futures)
        for (const int number : future.get()) found.push_back(number);
    return found;
}
