#include <atomic>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

#include "tests/exercises/grader/expect_seen.hpp"
#include "tests/exercises/grader/gathering.hpp"
#include "tests/exercises/grader/grader.hpp"
#include "tests/exercises/grader/processes.hpp"
#include "tests/exercises/grader/watched.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

void convert_and_count(const std::vector<std::string>& names, int converters) {
    std::mutex mutex;
    std::multiset<std::string> converted;  // guarded by mutex
    convert_all(names, converters, [&](const std::string& file) {
        const std::lock_guard lock{mutex};
        converted.insert(file);
    });
    const std::lock_guard lock{mutex};
    expect_seen(converted, std::multiset<std::string>(names.begin(), names.end()),
                "each file is converted once");
}

constexpr lockstep::ExploreOptions coarse{
    .preemptions = 1, .random_schedules = 200, .steps = 5000};

// A name that nobody can read before it is let: whoever tries waits. So the thread that
// hands out the files is held up at this one, wherever the answer reads it.
class HeldUp {
  public:
    explicit HeldUp(std::string& name) {
        constexpr std::uintptr_t page = 4096;
        const auto begin = reinterpret_cast<std::uintptr_t>(name.data());
        first_ = (begin + page) / page * page;
        size_ = (begin + name.size()) / page * page - first_;
        struct sigaction action {};
        action.sa_sigaction = wait;
        action.sa_flags = SA_SIGINFO;
        ::sigaction(SIGSEGV, &action, nullptr);
        the_one = this;
        protect(PROT_NONE);
    }
    void let() {
        protect(PROT_READ | PROT_WRITE);
        is_let_ = true;
        is_let_.notify_all();
    }
    // Who tries to read it; 0: nobody yet.
    pid_t reader() const { return reader_; }

  private:
    static void wait(int, siginfo_t* fault, void*) {
        const auto place = reinterpret_cast<std::uintptr_t>(fault->si_addr);
        if (place - the_one->first_ >= the_one->size_) {
            ::signal(SIGSEGV, SIG_DFL);  // somewhere else: it crashes
            return;
        }
        the_one->reader_ = ::gettid();
        the_one->is_let_.wait(false);
    }
    void protect(int rights) {
        expect(::mprotect(reinterpret_cast<void*>(first_), size_, rights) == 0,
               "a page can be protected");
    }

    inline static HeldUp* the_one = nullptr;
    std::uintptr_t first_ = 0, size_ = 0;
    std::atomic<pid_t> reader_{0};
    std::atomic<bool> is_let_{false};
};

// Seen asleep ten times: it waits. One that has something to do does it meanwhile.
void must_sleep(pid_t thread) {
    const auto before = activity_of_thread(thread).processor_time;
    for (int asleep = 0; asleep < 10; ::usleep(1000)) {
        const Activity now = activity_of_thread(thread);
        if (!now.runs) ++asleep;
        if (now.processor_time - before > std::chrono::milliseconds{300})
            fail_watched("busy_wait",
                         "No file is there, and a converter that has nothing to do uses "
                         "the processor all the time.");
    }
}

}  // namespace

TEST_CASE("every converter ends and no file is left") {
    explored([] { convert_and_count({"000001.csv"}, 2); }, coarse);
    explored([] { convert_and_count({"000002.csv", "000333.csv"}, 2); }, coarse);
    explored([] { convert_and_count({"300750.csv"}, 3); },
             {.preemptions = 0, .random_schedules = 200});
    explored([] { convert_and_count({}, 1); });
}

TEST_CASE("the converters work at the same time") {
    explored(
        [] {
            Gathering gathering{2};
            convert_all({"000001.csv", "000002.csv"}, 2,
                        [&](const std::string&) { gathering.come_and_wait(); });
        },
        coarse);
}

TEST_CASE("a converter sleeps while no file is there") {
    watched([] {
        std::vector<std::string> names{"000001.csv", std::string(1U << 20U, '7')};
        HeldUp second{names.back()};
        std::atomic<bool> over{false};
        std::jthread watcher{[&] {
            while (second.reader() == 0 && !over) ::usleep(1000);
            for (const auto& task :
                 std::filesystem::directory_iterator{"/proc/self/task"}) {
                const pid_t thread = std::stoi(task.path().filename());
                if (thread != ::gettid() && thread != second.reader()) must_sleep(thread);
            }
            second.let();
        }};
        std::atomic<int> converted{0};
        convert_all(names, 1, [&](const std::string&) { ++converted; });
        over = true;
        expect(converted == 2, "both files are converted");
    });
}
