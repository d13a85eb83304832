// Wrong: there is no race now, because only one thread searches at a time.
// Verdict: deadlock, all parts are searched at the same time
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

// What find() finds in all parts, in rising order, as it does in each part.
Numbers search(Range all, int parts, const std::function<Numbers(Range)>& find) {
    const auto ranges = split(all, parts);
    std::vector<Numbers> found(ranges.size());
    {
        std::mutex mutex;
        std::vector<std::jthread> workers;
        for (std::size_t i = 0; i < ranges.size(); ++i)
            workers.emplace_back([&, i] {
                const std::lock_guard one_at_a_time{mutex};
                found[i] = find(ranges[i]);
            });
    }
    Numbers all_found;
    for (const Numbers& some : found)
        all_found.insert(all_found.end(), some.begin(), some.end());
    return all_found;
}
