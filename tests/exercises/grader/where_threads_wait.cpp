#include "tests/exercises/grader/where_threads_wait.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include <execinfo.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tests/exercises/grader/processes.hpp"
#include "tests/exercises/grader/verdict.hpp"
#include "tests/explorer/symbols.hpp"

namespace lockstep::grader {
namespace {

namespace fs = std::filesystem;
using explorer::Place;

constexpr int question = SIGPROF;  // no answer uses a profiler
WaitingThreads* where = nullptr;

void write_down(int) {
    const int mine = where->count++;
    if (mine >= WaitingThreads::most_threads) return;
    auto& one = where->threads[mine];
    one.process = ::getpid();
    one.thread = ::gettid();
    one.frames = ::backtrace(one.addresses, WaitingThreads::most_frames);
    one.ready = true;
}

// A program that was run anew knows nothing of the question, and would end of it.
bool answers(pid_t process) {
    std::ifstream status{"/proc/" + std::to_string(process) + "/status"};
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("SigCgt:"))
            return (std::stoull(line.substr(7), nullptr, 16) >> (question - 1) & 1) != 0;
    return false;
}

std::string source_line(const Place& place) {
    std::ifstream source{place.file};
    std::string text;
    for (int i = 0; i < place.line && std::getline(source, text); ++i) continue;
    return text.substr(std::min(text.size(), text.find_first_not_of(' ')));
}

// Asks each thread and gives it a moment: one that does not answer is left out.
void ask(pid_t session, const WaitingThreads& shared) {
    std::error_code gone;
    int asked = 0;
    for (const pid_t process : processes_of_session(session)) {
        if (!answers(process)) continue;
        for (const auto& task :
             fs::directory_iterator{"/proc/" + std::to_string(process) + "/task", gone})
            if (::syscall(SYS_tgkill, process, std::stoi(task.path().filename()),
                          question) == 0)
                ++asked;
    }
    asked = std::min(asked, WaitingThreads::most_threads);
    for (int tries = 0; tries < 200; ++tries) {
        if (std::ranges::count_if(shared.threads, [](const auto& one) {
                return one.ready.load();
            }) >= asked)
            return;
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
}

// The innermost place in the answer, else the innermost of the grader's check.
Place place_of(const WaitingThreads::One& one,
               const std::map<void*, std::vector<Place>>& places) {
    Place in_check;
    for (int i = 0; i < one.frames; ++i) {
        const auto found = places.find(one.addresses[i]);
        if (found == places.end()) continue;
        for (const Place& place : found->second) {
            if (place.file == subject().file) return place;
            if (!in_check.known() && place.file.ends_with("_test.cpp")) in_check = place;
        }
    }
    return in_check;
}

// The children's first, so that the last line that is named is the body's own.
std::vector<const WaitingThreads::One*> in_order(const WaitingThreads& shared) {
    std::vector<const WaitingThreads::One*> threads;
    for (const auto& one : shared.threads)
        if (one.ready) threads.push_back(&one);
    std::ranges::sort(threads, [](const auto* left, const auto* right) {
        if (left->process != right->process) return left->process > right->process;
        return left->thread < right->thread;
    });
    return threads;
}

// "queue.hpp:37"
std::string in_short(const Place& place) {
    return fs::path{place.file}.filename().string() + ":" + std::to_string(place.line);
}

std::string name_of(const WaitingThreads::One& one, pid_t session) {
    std::string name = one.thread == one.process
                           ? "main thread"
                           : "thread " + std::to_string(one.thread - one.process);
    if (one.process != session) name += " of child " + std::to_string(one.process);
    return name;
}

}  // namespace

void show_where_threads_wait(WaitingThreads& shared) {
    where = &shared;
    void* first[1];
    (void)::backtrace(first, 1);  // loads what it needs, outside of a signal handler
    struct sigaction action {};
    action.sa_handler = write_down;
    action.sa_flags = SA_RESTART;
    ::sigaction(question, &action, nullptr);
}

std::string ask_where_threads_wait(pid_t process, const WaitingThreads& shared) {
    ask(process, shared);
    const auto threads = in_order(shared);
    std::vector<void*> addresses;
    for (const auto* one : threads)
        addresses.insert(addresses.end(), one->addresses, one->addresses + one->frames);
    const auto places = explorer::find_places(addresses);
    std::string text;
    for (const auto* one : threads) {
        const Place place = place_of(*one, places);
        text += name_of(*one, process);
        text += place.known() ? "  at " + in_short(place) + "  " + source_line(place)
                              : "  outside of the answer";
        text += '\n';
    }
    return text;
}

}  // namespace lockstep::grader
