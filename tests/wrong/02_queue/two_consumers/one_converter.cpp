// Wrong: with one converter one mark is enough, and half of the speed is gone.
// Verdict: deadlock, the converters work at the same time
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
    (void)converters;
    Files files;
    std::jthread thread{[&] { convert(files, convert_file); }};
    for (const std::string& name : names) (void)files.push(name);
    (void)files.push(std::nullopt);
}
