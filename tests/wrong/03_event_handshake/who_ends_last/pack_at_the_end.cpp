// Wrong: nothing is packed before the last batch is made.
// Verdict: deadlock, a batch is packed while the next is made
#include <exception>
#include <functional>
#include <thread>
#include <vector>

#include "lessons/03_event_handshake/event.hpp"

void run(const std::function<int()>& next, const std::function<void(int)>& pack) {
    std::vector<int> all;
    std::exception_ptr e;
    try {
        while (const int files = next()) all.push_back(files);
    } catch (...) {
        e = std::current_exception();
    }
    for (int f : all) pack(f);
    if (e) std::rethrow_exception(e);
}
