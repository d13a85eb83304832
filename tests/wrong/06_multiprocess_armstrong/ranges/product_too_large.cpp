// Wrong: size * i does not fit into an int when the range is large.
// Verdict: assertion_failed, no part is much larger than another
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

struct Range {
    int begin, end;  // the end is not in it
};
using Numbers = std::vector<int>;

std::vector<Range> split(Range all, int parts) {
    const int size = all.end - all.begin;
    std::vector<Range> ranges;
    for (int i = 0; i < parts; ++i)
        ranges.push_back(
            {all.begin + size * i / parts, all.begin + size * (i + 1) / parts});
    return ranges;
}

// What find() finds in all parts, in rising order, as it does in each part.
Numbers search(Range all, int parts, const std::function<Numbers(Range)>& find) {
    const std::vector<Range> ranges = split(all, parts);
    std::vector<Numbers> found_in(ranges.size());
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < ranges.size(); ++i)
            threads.emplace_back([&, i] { found_in[i] = find(ranges[i]); });
    }
    Numbers found;
    for (const Numbers& some : found_in)
        found.insert(found.end(), some.begin(), some.end());
    return found;
}
