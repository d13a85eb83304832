// Wrong: a converter asks again and again until a file is there.
// Verdict: busy_wait, a converter sleeps while no file is there
#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "lessons/02_queue/blocking_queue.hpp"

using ConvertFile = std::function<void(const std::string& file)>;
using Files = lockstep::BlockingQueue<std::string>;

void convert(Files& files, const ConvertFile& convert_file) {
    while (!files.ended())
        if (const auto file = files.try_pop()) convert_file(*file);
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
