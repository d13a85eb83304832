// Wrong: the marks are first in the queue, so the converters leave before the files come.
// Verdict: assertion_failed, every converter ends and no file is left
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
}

void convert_all(const std::vector<std::string>& names, int converters,
                 const ConvertFile& convert_file) {
    Files files;
    std::vector<std::jthread> threads;
    for (int i = 0; i < converters; ++i) {
        threads.emplace_back([&] { convert(files, convert_file); });
        (void)files.push(std::nullopt);
    }
    for (const std::string& name : names) (void)files.push(name);
}
