#include "exercises/runner/machine.hpp"

#include <cerrno>
#include <csignal>
#include <latch>
#include <regex>
#include <sstream>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sys/mman.h>

#include "common/file_descriptor.hpp"

namespace lockstep::learn {
namespace {

constexpr int threads_of_a_grader = 32;

// A message that quotes the answer may hold any words.
bool quotes_the_source(const std::string& line) {
    static const std::regex quote{R"(^ *\d* \|.*|.*:\d+: (error|warning|note): .*)"};
    return std::regex_match(line, quote) && line.find(": fatal error: ") == line.npos;
}

struct Lack {
    const char* what;
    std::regex words;
};
const std::vector<Lack>& lacks() {
    static const std::vector<Lack> all{
        {"disk", std::regex{"(No space left on device|Disk quota exceeded|File too "
                            "large)$|File size limit exceeded signal"}},
        {"processes", std::regex{"Resource temporarily unavailable$"}},
        {"memory",
         std::regex{
             "^virtual memory exhausted|: out of memory allocating|Cannot "
             "allocate memory$|memory exhausted$|failed to map segment from shared "
             "object$|^LLVM ERROR: out of memory|Killed signal terminated|"
             "terminated with signal 9|unable to execute command: Killed"}}};
    return all;
}

bool can_start_threads() {
    std::latch all_started{1};
    std::vector<std::jthread> threads;
    bool can = true;
    try {
        for (int i = 0; i < threads_of_a_grader; ++i)
            threads.emplace_back([&] { all_started.wait(); });
    } catch (const std::system_error&) {
        can = false;
    }
    all_started.count_down();
    return can;
}

bool can_have_memory(std::size_t size) {
    void* memory =
        ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return false;
    ::munmap(memory, size);
    return true;
}

bool can_write(const std::filesystem::path& folder, std::size_t size) {
    const auto path = folder / "room";
    const FileDescriptor file{
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)};
    const bool can =
        file.is_open() && ::posix_fallocate(file.get(), 0, static_cast<off_t>(size)) == 0;
    std::error_code gone;
    std::filesystem::remove(path, gone);
    return can;
}

}  // namespace

std::string lack_named_by(const std::error_code& error) {
    switch (error.value()) {
    case EAGAIN:
    case EMFILE:
    case ENFILE:
        return "processes";
    case ENOMEM:
        return "memory";
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return "disk";
    default:
        return "";
    }
}

std::string lack_told_by(const std::string& output, int exit_code) {
    std::istringstream lines{output};
    for (std::string line; std::getline(lines, line);) {
        if (quotes_the_source(line)) continue;
        for (const auto& lack : lacks())
            if (std::regex_search(line, lack.words)) return lack.what;
    }
    return exit_code == 128 + SIGKILL ? "memory" : "";
}

std::string lack_found(const std::filesystem::path& folder, std::size_t memory,
                       std::size_t disk) {
    if (!can_start_threads()) return "processes";
    if (!can_have_memory(memory)) return "memory";
    return can_write(folder, disk) ? "" : "disk";
}

}  // namespace lockstep::learn
