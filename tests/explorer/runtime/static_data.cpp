#include "tests/explorer/runtime/static_data.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <unordered_map>

#include <link.h>

namespace lockstep::explorer {
namespace {

struct Range {
    std::uintptr_t begin = ~std::uintptr_t{0};
    std::uintptr_t end = 0;
};

// What the program's own file holds that can be written. It is the first in the list.
int find_writable(dl_phdr_info* file, std::size_t, void* result) {
    auto& range = *static_cast<Range*>(result);
    for (int i = 0; i < file->dlpi_phnum; ++i) {
        const auto& part = file->dlpi_phdr[i];
        if (part.p_type != PT_LOAD || (part.p_flags & PF_W) == 0) continue;
        const auto begin = file->dlpi_addr + part.p_vaddr;
        range.begin = std::min<std::uintptr_t>(range.begin, begin);
        range.end = std::max<std::uintptr_t>(range.end, begin + part.p_memsz);
    }
    return 1;  // no further files
}

const Range& static_data() {
    static const Range range = [] {
        Range found;
        ::dl_iterate_phdr(find_writable, &found);
        return found;
    }();
    return range;
}

std::unordered_map<std::uintptr_t, std::uint64_t> before;  // eight bytes each

std::uint64_t eight_bytes(std::uintptr_t address) {
    std::uint64_t value = 0;
    std::memcpy(&value, reinterpret_cast<const void*>(address), sizeof value);
    return value;
}

}  // namespace

void remember_static_data(const void* address, std::size_t size) {
    const auto begin = reinterpret_cast<std::uintptr_t>(address);
    if (begin < static_data().begin || begin >= static_data().end) return;
    for (auto granule = begin & ~std::uintptr_t{7}; granule < begin + size; granule += 8)
        before.try_emplace(granule, eight_bytes(granule));
}

bool static_data_has_changed() {
    const bool changed = std::any_of(before.begin(), before.end(), [](const auto& entry) {
        return eight_bytes(entry.first) != entry.second;
    });
    before.clear();
    return changed;
}

}  // namespace lockstep::explorer
