// Right: who takes the mark puts it back for the next.
// Verdict: passed
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "lessons/02_queue/blocking_queue.hpp"

using ConvertFile = std::function<void(const std::string& file)>;
using Files = lockstep::BlockingQueue<std::optional<std::string>>;
void convert(Files& files, const ConvertFile& convert_file) {
    while (const auto file = files.pop().value()) convert_file(*file);
    (void)files.push(std::nullopt);
}

void convert_all(const std::vector<std::string>& names, int converters,
                 const ConvertFile& convert_file) {
    Files files;
    std::vector<std::jthread> threads;
    for (int i = 0; i < converters; ++i)
        threads.emplace_back([&] { convert(files, convert_file); });
    for (const std::string& name : names) (void)files.push(name);
    (void)files.push(std::nullopt);
}
