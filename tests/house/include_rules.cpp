#include "tests/house/include_rules.hpp"

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>

namespace lockstep::house {
namespace {

// Where headers from outside may be included: beginnings of headers, beginnings of paths.
struct Library {
    std::string header;
    std::vector<std::string> allowed;
};
const std::vector<Library> libraries{
    {"pugixml", {"common/xml", "common/order_book"}},
    {"archive", {"common/archive"}},
    {"zlib.h", {"common/archive", "common/manifest"}},
    {"curl/", {"common/http_transfer"}},
    {"asio",
     {"common/tcp_", "lessons/06_multiprocess_armstrong/processes/message_channel"}},
    {"opencv2/",
     {"lessons/04_thread_local/programs/camera",
      "lessons/04_thread_local/programs/encode"}},
    {"nlohmann/",
     {"common/order_book", "common/invented_quotes", "common/quote_server",
      "lessons/04_thread_local/programs/client_table", "exercises/runner/"}},
    {"CLI/", {"common/command_line.cpp", "exercises/runner/command_line"}},
    {"fmt/", {"common/", "lessons/", "book/", "exercises/", "solutions/"}},
    {"doctest/", {}},
    {"benchmark/", {}},
    {"tbb/", {}},
    {"oneapi/", {}},
    {"concurrentqueue/", {}},
};

// What the system itself brings, apart from the standard library's headers (without a
// dot).
const std::set<std::string> system_headers{
    "cxxabi.h",  "dlfcn.h",    "execinfo.h", "fcntl.h",  "iconv.h",
    "ifaddrs.h", "langinfo.h", "link.h",     "locale.h", "malloc.h",
    "netdb.h",   "poll.h",     "pthread.h",  "sched.h",  "semaphore.h",
    "signal.h",  "spawn.h",    "termios.h",  "unistd.h"};
const std::vector<std::string> system_folders{"sys/", "net/", "netinet/", "arpa/",
                                              "linux/"};

bool begins_with_one_of(const std::string& text, const std::vector<std::string>& all) {
    return std::ranges::any_of(all,
                               [&](const auto& one) { return text.starts_with(one); });
}

std::string room_of(const std::string& path) {
    return path.substr(0, path.find('/'));
}

// 3 for lessons/03_event_handshake/event.hpp and exercises/03_…; 0 when there is no
// number.
int lesson_of(const std::string& path) {
    const auto slash = path.find('/');
    return slash == std::string::npos ? 0 : std::atoi(path.c_str() + slash + 1);
}

bool is_test(const std::string& path) {
    return room_of(path) == "tests" || path.find("/tests/") != std::string::npos;
}

std::string fault_of_own(const std::string& path, const std::string& header) {
    static const std::set<std::string> rooms{"book",  "common",    "lessons",
                                             "tests", "exercises", "solutions"};
    const auto from = room_of(path);
    const auto to = room_of(header);
    if (!rooms.contains(to)) return "name it from the repository's root";
    if (is_test(path)) return "";
    if (is_test(header)) return "only tests use tests/";
    if (from == "common" && to != "common") return "common/ uses only common/";
    if (from != to && (to == "exercises" || to == "solutions"))
        return "nobody uses what learners edit";
    if (path.starts_with("exercises/runner") && to == "lessons")
        return "the runner starts programs and uses no lesson";
    if (to == "lessons" && lesson_of(path) != 0 && lesson_of(header) > lesson_of(path))
        return "a lesson uses only earlier lessons";
    return "";
}

std::string fault_of_outside(const std::string& path, const std::string& header) {
    for (const auto& [beginning, allowed] : libraries)
        if (header.starts_with(beginning))
            return is_test(path) || begins_with_one_of(path, allowed)
                       ? ""
                       : "this library is included elsewhere, see "
                         "tests/house/include_rules.cpp";
    const bool standard = header.find_first_of("./") == std::string::npos;
    if (standard || system_headers.contains(header) ||
        begins_with_one_of(header, system_folders))
        return "";
    return "nobody knows this library, see tests/house/include_rules.cpp";
}

}  // namespace

std::vector<std::string> check_includes(const std::string& path,
                                        const std::string& text) {
    static const std::regex include{R"re(^\s*#\s*include\s*(["<])([^">]+)[">].*)re"};
    std::vector<std::string> findings;
    std::istringstream lines{text};
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        std::smatch match;
        if (!std::regex_match(line, match, include)) continue;
        const auto fault = match[1] == "\"" ? fault_of_own(path, match[2])
                                            : fault_of_outside(path, match[2]);
        if (!fault.empty())
            findings.push_back(path + ":" + std::to_string(number) + ": " +
                               match[2].str() + ": " + fault);
    }
    return findings;
}

std::vector<std::string> own_includes(const std::string& text) {
    static const std::regex include{R"re((?:^|\n)[ \t]*#[ \t]*include[ \t]*"([^"]+)")re"};
    std::vector<std::string> headers;
    for (std::sregex_iterator i{text.begin(), text.end(), include}, end; i != end; ++i)
        headers.push_back((*i)[1]);
    return headers;
}

}  // namespace lockstep::house
