// Wrong: what is found is in the order in which the threads come.
// Verdict: assertion_failed, all that is found is told in rising order
#include <cstddef>
#include <functional>
#include <mutex>
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
    std::mutex mutex;
    Numbers found;  // guarded by mutex
    {
        std::vector<std::jthread> workers;
        for (const Range range : split(all, parts))
            workers.emplace_back([&, range] {
                const Numbers some = find(range);
                const std::lock_guard lock{mutex};
                found.insert(found.end(), some.begin(), some.end());
            });
    }
    return found;
}
