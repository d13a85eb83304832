// Main does not wait for the two that it has sent out, a whole program with its own
// main().
//
//     errand              the one who posts does not look whether the parcel is packed
//     errand patient      waits until it is
//     errand patient exit the same, and main leaves by pthread_exit()
#include <cassert>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

#include <pthread.h>

namespace {

std::mutex mutex;
std::condition_variable changed;
bool packed = false;  // guarded by mutex

void pack() {
    {
        const std::scoped_lock lock{mutex};
        packed = true;
    }
    changed.notify_one();
}

void post(bool patient) {
    std::unique_lock lock{mutex};
    if (patient) changed.wait(lock, [] { return packed; });
    assert(packed);
    std::puts("posted");
}

}  // namespace

int main(int argc, char**) {
    std::thread{pack}.detach();
    std::thread{post, argc > 1}.detach();
    if (argc > 2) ::pthread_exit(nullptr);
}
