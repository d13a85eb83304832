// Wrong: the parts are right, and each thread is joined before the next one starts.
// Verdict: deadlock, all parts are searched at the same time
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
    Numbers found;
    for (const Range range : split(all, parts)) {
        std::jthread worker{[&] {
            for (const int number : find(range)) found.push_back(number);
        }};
    }
    return found;
}
