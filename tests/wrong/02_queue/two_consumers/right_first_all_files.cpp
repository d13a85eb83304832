// Right: all files are there before the first converter is, so nobody waits.
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
    Files files;
    for (const std::string& name : names) (void)files.push(name);
    std::vector<std::jthread> threads;
    for (int i = 0; i < converters; ++i)
        threads.emplace_back([&] {
            while (const auto file = files.try_pop()) convert_file(*file);
        });
}
