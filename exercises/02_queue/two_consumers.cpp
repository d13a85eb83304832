// Two converters take files from one queue. An empty item is the end mark: who takes it,
// leaves. One of them does; the other waits for ever, and main waits for that one.
// TODO: every converter ends once all files are converted, however many converters there
// are. Mend convert() and convert_all() as you like.
// Read again: "The code", Stairs 7 and 8, in lessons/02_queue/README.md.
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

// When it returns all files are converted. The converters work at the same time.
void convert_all(const std::vector<std::string>& names, int converters,
                 const ConvertFile& convert_file) {
    Files files;
    std::vector<std::jthread> threads;
    for (int i = 0; i < converters; ++i)
        threads.emplace_back([&] { convert(files, convert_file); });
    for (const std::string& name : names) (void)files.push(name);
    (void)files.push(std::nullopt);  // the end mark
}
