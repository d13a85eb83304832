#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/exercises/grader/grader.hpp"
#include "tests/exercises/grader/processes.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

struct Pipe {
    Pipe() { expect(::pipe(ends.data()) == 0, "a pipe can be made"); }
    void write(pid_t id) const {
        if (::write(ends[1], &id, sizeof id) != sizeof id) ::_exit(99);
    }
    // 0: the end.
    pid_t read() const {
        pid_t id = 0;
        return ::read(ends[0], &id, sizeof id) == sizeof id ? id : 0;
    }
    void close() const {
        ::close(ends[0]);
        ::close(ends[1]);
    }
    std::array<int, 2> ends{};
};

// A process that kills whoever gives it an id, and sees to it that its parent, if it is
// stopped, goes on afterwards.
class Killer {
  public:
    Killer() {
        const pid_t parent = ::getpid();
        if ((pid_ = ::fork()) != 0) return;
        ::close(victims_.ends[1]);
        while (const pid_t victim = victims_.read()) {
            ::kill(victim, SIGKILL);
            while (state_of(victim) != 'Z' && state_of(victim) != '?') ::usleep(500);
            ::kill(parent, SIGCONT);
        }
        ::_exit(0);
    }
    ~Killer() {
        victims_.close();
        ::waitpid(pid_, nullptr, 0);
    }
    Killer(const Killer&) = delete;
    Killer& operator=(const Killer&) = delete;

    // In the one who is to die.
    [[noreturn]] void kill_me() const {
        victims_.write(::getpid());
        for (;;) ::pause();
    }

  private:
    Pipe victims_;
    pid_t pid_ = -1;
};

// How many numbers all workers have searched: in memory that they share.
std::atomic<int>& searched() {
    static void* const memory =
        ::mmap(nullptr, sizeof(std::atomic<int>), PROT_READ | PROT_WRITE,
               MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return *static_cast<std::atomic<int>*>(memory);
}

// What a worker does with its first range before it searches it.
using Fate = std::function<void(int line, Range)>;

void answer(int line, Range range) {
    const int some = range.end - range.begin;  // it finds every number
    searched() += some;
    if (::send(line, &some, sizeof some, MSG_NOSIGNAL) != sizeof some) ::_exit(1);
}

[[noreturn]] void be_the_worker(int line, const Fate& fate) {
    Range range{};
    for (bool first = true; ::recv(line, &range, sizeof range, 0) == sizeof range;
         first = false) {
        if (first && fate) fate(line, range);
        answer(line, range);
    }
    ::_exit(0);
}

// Starts workers. A worker holds its own line, and not those of the others.
class Starter {
  public:
    explicit Starter(std::map<int, Fate> fates = {}) : fates_{std::move(fates)} {}

    Worker operator()() {
        std::array<int, 2> ends{};
        expect(::socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends.data()) == 0,
               "a pair of sockets can be made");
        const Fate fate = fates_[++started_];
        const pid_t pid = ::fork();
        if (pid == 0) {
            for (const int line : lines_)
                if (line != ends[1]) ::close(line);
            ::close(ends[0]);
            be_the_worker(ends[1], fate);
        }
        ::close(ends[1]);
        lines_.push_back(ends[0]);
        return {pid, ends[0]};
    }

  private:
    std::map<int, Fate> fates_;  // by the number of the worker: 1, 2, 3, …
    int started_ = 0;
    std::vector<int> lines_;  // the numbers of some that were closed may be used again
};

int found(const std::vector<Range>& ranges, int workers, Starter starter = Starter{}) {
    return search(ranges, workers, std::ref(starter));
}

const std::vector<Range> five_ranges{{0, 10}, {10, 11}, {11, 40}, {40, 77}, {77, 100}};

}  // namespace

TEST_CASE("every number is searched when nobody dies") {
    watched([] {
        expect(found(five_ranges, 2) == 100, "five ranges hold 100 numbers");
        expect(found({{5, 12}}, 3) == 7, "one range holds 7 numbers");
        expect(found({}, 1) == 0, "no range holds none");
    });
}

TEST_CASE("the range of a killed worker is searched by another") {
    watched([] {
        const Killer killer;
        const Fate killed = [&](int, Range) { killer.kill_me(); };
        expect(
            found(five_ranges, 2, Starter{{{1, killed}}}) == 100,
            "the first of two workers is killed with a range in its hands, and all 100 "
            "numbers are found");
        expect(found({{0, 3}, {3, 9}}, 2, Starter{{{2, killed}}}) == 9,
               "the second of two workers is killed, and all 9 numbers are found");
    });
}

TEST_CASE("the search goes on when all workers are killed") {
    watched([] {
        const Killer killer;
        const Fate killed = [&](int, Range) { killer.kill_me(); };
        expect(found(five_ranges, 2, Starter{{{1, killed}, {2, killed}, {3, killed}}}) ==
                   100,
               "the first three workers are killed, and all 100 numbers are found");
        expect(found({{0, 50}}, 1, Starter{{{1, killed}}}) == 50,
               "the only worker is killed, and all 50 numbers are found");
    });
}

TEST_CASE("what a dead worker has found is not searched again") {
    watched([] {
        searched() = 0;
        const Killer killer;
        const pid_t coordinator = ::getpid();
        // The coordinator finds both at once: the answer, and the end of the line.
        const Fate killed_after_its_answer = [&](int line, Range range) {
            ::kill(coordinator, SIGSTOP);
            while (state_of(coordinator) != 'T') ::usleep(500);
            answer(line, range);
            killer.kill_me();
        };
        expect(found(five_ranges, 2, Starter{{{1, killed_after_its_answer}}}) == 100,
               "a worker answers and is killed, and 100 numbers are found, none twice");
        expect(searched() == 100, "a range that is done is not searched again");
    });
}

TEST_CASE("the workers search at the same time") {
    watched([] {
        const Pipe note;
        const Fate waits = [&](int, Range) { note.read(); };
        const Fate writes = [&](int, Range) { note.write(1); };
        expect(found(five_ranges, 2, Starter{{{1, waits}, {2, writes}}}) == 100,
               "the first worker waits until the second has a range");
    });
}

TEST_CASE("no zombie is left") {
    watched([] {
        {
            const Killer killer;
            const Fate killed = [&](int, Range) { killer.kill_me(); };
            found(five_ranges, 2, Starter{{{1, killed}, {3, killed}}});
        }
        expect(::waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD,
               "in the end the coordinator has no child, alive or a zombie");
    });
}

TEST_CASE("a child that is no worker is left alone") {
    watched([] {
        const pid_t other = ::fork();
        if (other == 0) ::_exit(7);
        siginfo_t ended{};
        ::waitid(P_PID, static_cast<id_t>(other), &ended, WEXITED | WNOWAIT);
        const Killer killer;
        const Fate killed = [&](int, Range) { killer.kill_me(); };
        found(five_ranges, 2, Starter{{{1, killed}}});
        int status = 0;
        expect(::waitpid(other, &status, WNOHANG) == other && WEXITSTATUS(status) == 7,
               "the coordinator had another child, which ended before the search, and "
               "still nobody has asked how");
    });
}

TEST_CASE("no descriptor is left") {
    watched([] {
        const auto open = [] {
            return std::distance(std::filesystem::directory_iterator{"/proc/self/fd"},
                                 {});
        };
        const Killer killer;
        const Fate killed = [&](int, Range) { killer.kill_me(); };
        const auto before = open();
        found(five_ranges, 2, Starter{{{1, killed}, {2, killed}}});
        expect(open() == before, "two dead workers later as many are open as before");
    });
}

TEST_CASE("one dies with nothing to do and another one later") {
    watched([] {
        const Killer killer;
        const Pipe note;
        const Fate killed_when_idle = [&](int line, Range range) {
            answer(line, range);
            note.write(::getpid());
            killer.kill_me();
        };
        // The first has been replaced when nobody knows its id any more.
        const Fate killed_later = [&](int, Range) {
            const pid_t first = note.read();
            while (state_of(first) != '?') ::usleep(500);
            killer.kill_me();
        };
        expect(
            found({{0, 10}, {10, 30}}, 2,
                  Starter{{{1, killed_when_idle}, {2, killed_later}}}) == 30,
            "the first worker answers and is killed when no range waits; then the "
            "second is killed with a range in its hands; and all 30 numbers are found");
    });
}
