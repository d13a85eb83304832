// malloc and its family. Memory comes from one region, never twice in a schedule: so the
// addresses are the same each time, and what one thread frees is not what another gets.
#include "tests/explorer/runtime/memory_model.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstring>

#include <malloc.h>

#include <sys/mman.h>

#include "tests/explorer/runtime/race_detector.hpp"

// glibc's own, under names that nobody stands in for.
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
void __libc_free(void* block);
}

namespace lockstep::explorer {
namespace {

constexpr std::size_t region_size = std::size_t{1} << 30U;  // reserved, not used
constexpr std::size_t header_size = 16;  // the size of the block stands before it

char* region = nullptr;
char* next_free = nullptr;
std::atomic<std::int64_t> blocks_in_use{0};  // threads that end free without a turn

std::size_t& size_of(void* block) {
    return *reinterpret_cast<std::size_t*>(static_cast<char*>(block) - header_size);
}

bool is_ours(const void* block) {
    const auto* byte = static_cast<const char*>(block);
    return region != nullptr && byte >= region && byte < region + region_size;
}

void* allocate(std::size_t size, std::size_t alignment) {
    if (region == nullptr) {
        void* memory = ::mmap(nullptr, region_size, PROT_READ | PROT_WRITE,
                              MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (memory == MAP_FAILED) return nullptr;
        region = next_free = static_cast<char*>(memory);
    }
    const auto mask =
        static_cast<std::uintptr_t>(std::max<std::size_t>(alignment, 16)) - 1;
    auto begin = reinterpret_cast<std::uintptr_t>(next_free) + header_size;
    begin = (begin + mask) & ~mask;
    const auto end = reinterpret_cast<std::uintptr_t>(region) + region_size;
    if (begin > end || size > end - begin) return nullptr;
    next_free = reinterpret_cast<char*>(begin + size);
    blocks_in_use.fetch_add(1, std::memory_order_relaxed);
    void* block = reinterpret_cast<void*>(begin);
    size_of(block) = size;
    return block;
}

// To free memory that another thread still uses is a race; to use it afterwards is worse.
void release(void* block) {
    constexpr std::size_t looked_at = 4096;
    {
        const Controlled me;
        if (me) race_detector.free(*me, block, std::min(size_of(block), looked_at));
    }
    blocks_in_use.fetch_sub(1, std::memory_order_relaxed);
}

}  // namespace

void reuse_heap() {
    if (blocks_in_use.load(std::memory_order_relaxed) == 0) next_free = region;
}

}  // namespace lockstep::explorer

// ---- What the program calls ----

using namespace lockstep::explorer;

extern "C" {

void* malloc(std::size_t size) {
    const Controlled me;
    void* block = me ? allocate(size, header_size) : nullptr;
    return block != nullptr ? block : __libc_malloc(size);
}

void* calloc(std::size_t count, std::size_t size) {
    const Controlled me;
    std::size_t total = 0;
    void* block = me && !__builtin_mul_overflow(count, size, &total)
                      ? allocate(total, header_size)
                      : nullptr;
    return block != nullptr ? std::memset(block, 0, total) : __libc_calloc(count, size);
}

void free(void* block) {
    if (is_ours(block))
        release(block);
    else
        __libc_free(block);
}

void* realloc(void* block, std::size_t size) {
    if (block == nullptr) return malloc(size);
    if (!is_ours(block)) return __libc_realloc(block, size);
    if (size == 0) {
        free(block);
        return nullptr;
    }
    void* larger = malloc(size);
    if (larger == nullptr) return nullptr;
    std::memcpy(larger, block, std::min(size, size_of(block)));
    free(block);
    return larger;
}

void* memalign(std::size_t alignment, std::size_t size) {
    const Controlled me;
    void* block = me ? allocate(size, alignment) : nullptr;
    return block != nullptr ? block : __libc_memalign(alignment, size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size) {
    return memalign(alignment, size);
}

int posix_memalign(void** result, std::size_t alignment, std::size_t size) {
    void* block = memalign(alignment, size);
    if (block == nullptr) return ENOMEM;
    *result = block;
    return 0;
}

std::size_t malloc_usable_size(void* block) {
    return is_ours(block) ? size_of(block) : REAL(malloc_usable_size)(block);
}
}
