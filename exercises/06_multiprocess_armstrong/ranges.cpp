// A large range is searched in parts, by as many threads as there are parts. "Processes
// are faster than threads", say the notes; here the threads are slow since they work one
// after the other. And some numbers are never searched.
// TODO: mend split(): each number is in exactly one part, and no part is more than one
// number larger than another. And make search() faster: all parts at the same time.
// Read again: "The idea" in lessons/06_multiprocess_armstrong/README.md.
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
    std::vector<Range> ranges;
    for (int i = 0; i < parts; ++i)
        ranges.push_back({all.begin + i * size, all.begin + (i + 1) * size});
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
