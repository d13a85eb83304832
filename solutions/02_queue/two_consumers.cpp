// A mark is an item: who takes it has it, and nobody else ever sees it. Closing the queue
// is a state, and everybody sees that, however many there are. What is in the queue is
// still handed out; after that pop() is empty for all.
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "lessons/02_queue/blocking_queue.hpp"

using ConvertFile = std::function<void(const std::string& file)>;
using Files = lockstep::BlockingQueue<std::string>;

void convert(Files& files, const ConvertFile& convert_file) {
    while (const auto file = files.pop()) convert_file(*file);
}

void convert_all(const std::vector<std::string>& names, int converters,
                 const ConvertFile& convert_file) {
    Files files;
    std::vector<std::jthread> threads;
    for (int i = 0; i < converters; ++i)
        threads.emplace_back([&] { convert(files, convert_file); });
    for (const std::string& name : names) (void)files.push(name);
    files.close();
}
