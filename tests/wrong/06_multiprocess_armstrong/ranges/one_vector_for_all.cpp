// Wrong: all threads write into one vector at the same time.
// Verdict: data_race, all parts are searched at the same time
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

Numbers search(Range all, int parts, const std::function<Numbers(Range)>& find) {
    Numbers found;
    {
        std::vector<std::jthread> workers;
        for (const Range range : split(all, parts))
            workers.emplace_back([&, range] {
                for (const int number : find(range)) found.push_back(number);
            });
    }
    return found;
}
