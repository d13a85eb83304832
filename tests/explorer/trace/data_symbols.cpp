#include "tests/explorer/trace/data_symbols.hpp"

#include <cstdint>
#include <cstdlib>
#include <sstream>

#include <fmt/format.h>
#include <link.h>

#include "tests/explorer/symbols.hpp"

namespace lockstep::explorer {
namespace {

// Where the program's own file was loaded. It is the first in the list.
std::uintptr_t load_address() {
    std::uintptr_t address = 0;
    ::dl_iterate_phdr(
        [](dl_phdr_info* file, std::size_t, void* result) {
            *static_cast<std::uintptr_t*>(result) = file->dlpi_addr;
            return 1;
        },
        &address);
    return address;
}

// "(anonymous namespace)::balance" and "count()::calls" without what leads there.
std::string last_name(const std::string& name) {
    int depth = 0;
    for (auto i = name.size(); i-- > 1;) {
        if (name[i] == ')' || name[i] == '>') ++depth;
        if (name[i] == '(' || name[i] == '<') --depth;
        if (depth == 0 && name[i] == ':') return name.substr(i + 1);
    }
    return name;
}

// nm prints "00000000000040b0 0000000000000004 d (anonymous namespace)::balance".
std::map<const void*, DataSymbol> read_symbols() {
    std::map<const void*, DataSymbol> symbols;
    std::istringstream lines{
        output_of("nm -C -S --defined-only /proc/$PPID/exe 2>/dev/null")};
    const auto base = load_address();
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words{line};
        std::uintptr_t address = 0;
        std::size_t size = 0;
        std::string type, name;
        words >> std::hex >> address >> size >> type >> std::ws;
        if (!words || std::string_view{"bBdDuVv"}.find(type) == std::string_view::npos)
            continue;
        std::getline(words, name);
        symbols[reinterpret_cast<const void*>(base + address)] = {size, last_name(name)};
    }
    return symbols;
}

}  // namespace

const std::map<const void*, DataSymbol>& data_symbols() {
    static const auto symbols = read_symbols();
    return symbols;
}

}  // namespace lockstep::explorer
