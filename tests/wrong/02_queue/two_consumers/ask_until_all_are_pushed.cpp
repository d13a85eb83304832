// Wrong: a flag tells the end, and until then the converters ask and ask.
// Verdict: busy_wait, a converter sleeps while no file is there
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
    std::atomic<bool> all_pushed{false};
    std::vector<std::jthread> threads;
    for (int i = 0; i < converters; ++i)
        threads.emplace_back([&] {
            for (;;) {
                const bool last_look = all_pushed;
                if (const auto file = files.try_pop())
                    convert_file(*file);
                else if (last_look)
                    return;
            }
        });
    for (const std::string& name : names) (void)files.push(name);
    all_pushed = true;
}
