// A future holds what its task threw, for the one who asks. So all futures are kept, and
// each is asked, with a try of its own: the first failure must not hide the next. (The
// other way: pool.post with a handler, which runs on the workers and needs a mutex.)
#include <exception>
#include <functional>
#include <future>
#include <string>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

using Jobs = std::vector<std::function<void()>>;

std::vector<std::string> run_all(const Jobs& jobs) {
    std::vector<std::string> failures;
    lockstep::ThreadPool pool{2};
    std::vector<std::future<void>> ends;
    for (const auto& job : jobs) ends.push_back(pool.submit(job));
    for (auto& end : ends) {
        try {
            end.get();
        } catch (const std::exception& error) {
            failures.emplace_back(error.what());
        }
    }
    return failures;
}
