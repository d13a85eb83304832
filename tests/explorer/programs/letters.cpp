// Two wait for letters, a whole program with its own main(). It is right; whom each
// notify wakes, and which value main reads of read_ones, is a choice.
#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

namespace {

std::mutex mutex;
std::condition_variable came;
int letters = 0;                // guarded by mutex
std::atomic<int> read_ones{0};  // only for who is curious: nothing depends on it

void wait_for_a_letter() {
    std::unique_lock lock{mutex};
    came.wait(lock, [] { return letters > 0; });
    --letters;
    read_ones.fetch_add(1, std::memory_order_relaxed);
}

void put_a_letter() {
    const std::scoped_lock lock{mutex};
    ++letters;
    came.notify_one();
}

}  // namespace

int main() {
    std::thread anna{wait_for_a_letter};
    std::thread ben{wait_for_a_letter};
    put_a_letter();
    put_a_letter();
    std::printf("read so far: %d\n", read_ones.load(std::memory_order_relaxed));
    anna.join();
    ben.join();
}
