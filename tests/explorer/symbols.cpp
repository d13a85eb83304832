#include "tests/explorer/symbols.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include <dlfcn.h>
#include <fmt/format.h>

namespace lockstep::explorer {
namespace {

struct Module {
    std::string file;
    std::vector<void*> addresses;
};

std::map<std::string, std::vector<std::pair<void*, std::uintptr_t>>>
by_module(const std::vector<void*>& addresses) {
    std::map<std::string, std::vector<std::pair<void*, std::uintptr_t>>> modules;
    for (void* address : addresses) {
        Dl_info info{};
        if (::dladdr(address, &info) == 0 || info.dli_fname == nullptr) continue;
        const auto offset = reinterpret_cast<std::uintptr_t>(address) -
                            reinterpret_cast<std::uintptr_t>(info.dli_fbase);
        // A return address is behind its call: one byte back is within it.
        modules[info.dli_fname].push_back({address, offset - 1});
    }
    return modules;
}

Place place(const std::string& function, const std::string& where) {
    const auto colon = where.rfind(':');
    if (colon == std::string::npos) return {};
    return {function, where.substr(0, colon), std::atoi(where.c_str() + colon + 1)};
}

// addr2line -a -i -f prints an address and then pairs of lines: function, file:line.
void read_places(const std::string& text,
                 const std::vector<std::pair<void*, std::uintptr_t>>& asked,
                 std::map<void*, std::vector<Place>>& places) {
    std::size_t begin = 0;
    std::string function;
    auto next = asked.begin();
    std::vector<Place>* now = nullptr;
    while (begin < text.size()) {
        const auto end = text.find('\n', begin);
        const std::string line = text.substr(begin, end - begin);
        begin = end == std::string::npos ? text.size() : end + 1;
        if (line.starts_with("0x") && next != asked.end()) {
            now = &places[next++->first];
            function.clear();
        } else if (function.empty()) {
            function = line;
        } else {
            if (now != nullptr) now->push_back(place(function, line));
            function.clear();
        }
    }
}

}  // namespace

std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe{::popen(command.c_str(), "r"),
                                                     ::pclose};
    std::string text;
    std::array<char, 4096> part{};
    while (pipe != nullptr) {
        const auto size = std::fread(part.data(), 1, part.size(), pipe.get());
        if (size == 0) break;
        text.append(part.data(), size);
    }
    return text;
}

std::map<void*, std::vector<Place>> find_places(const std::vector<void*>& addresses) {
    std::map<void*, std::vector<Place>> places;
    for (const auto& [file, all] : by_module(addresses)) {
        if (file.find(".so") != std::string::npos) continue;  // not the learner's
        std::string command = fmt::format("addr2line -a -C -i -f -e '{}'", file);
        for (const auto& [address, offset] : all)
            command += fmt::format(" {:#x}", offset);
        read_places(output_of(command + " 2>/dev/null"), all, places);
    }
    return places;
}

}  // namespace lockstep::explorer
