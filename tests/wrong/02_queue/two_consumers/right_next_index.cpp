// Right: the list is the queue, and a counter says who takes what.
// Verdict: passed
#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "lessons/02_queue/blocking_queue.hpp"

using ConvertFile = std::function<void(const std::string& file)>;
using Files = lockstep::BlockingQueue<std::string>;

void convert_all(const std::vector<std::string>& names, int converters,
                 const ConvertFile& convert_file) {
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> threads;
    for (int i = 0; i < converters; ++i)
        threads.emplace_back([&] {
            for (std::size_t mine = next++; mine < names.size(); mine = next++)
                convert_file(std::string{names[mine]});
        });
}
