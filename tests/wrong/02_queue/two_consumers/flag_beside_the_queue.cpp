// Wrong: a converter that sees the flag leaves, and files are still in the queue.
// Verdict: assertion_failed, every converter ends and no file is left
#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "lessons/02_queue/blocking_queue.hpp"

using ConvertFile = std::function<void(const std::string& file)>;
using Files = lockstep::BlockingQueue<std::optional<std::string>>;
void convert(Files& files, const ConvertFile& convert_file,
             const std::atomic<bool>& done) {
    while (!done)
        if (const auto file = files.pop().value()) convert_file(*file);
}

void convert_all(const std::vector<std::string>& names, int converters,
                 const ConvertFile& convert_file) {
    Files files;
    std::atomic<bool> done{false};
    std::vector<std::jthread> threads;
    for (int i = 0; i < converters; ++i)
        threads.emplace_back([&] { convert(files, convert_file, done); });
    for (const std::string& name : names) (void)files.push(name);
    (void)files.push(std::nullopt);
    done = true;
}
