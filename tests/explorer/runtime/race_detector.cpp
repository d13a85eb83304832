#include "tests/explorer/runtime/race_detector.hpp"

#include <algorithm>
#include <utility>

#include "tests/explorer/runtime/seen_states.hpp"
#include "tests/explorer/runtime/stacks.hpp"

namespace lockstep::explorer {

RaceDetector race_detector;

namespace {

std::uint8_t bytes_of(std::uintptr_t first, std::uintptr_t end, std::uintptr_t granule) {
    const auto from = std::max(first, granule * 8) - granule * 8;
    const auto to = std::min(end, granule * 8 + 8) - granule * 8;
    return static_cast<std::uint8_t>((1U << to) - (1U << from));
}

}  // namespace

void RaceDetector::access(Thread& me, const void* address, std::size_t size, bool writes,
                          bool atomic) {
    if (schedule_ != scheduler->number()) {
        schedule_ = scheduler->number();
        used_ = 0;
    }
    const auto first = reinterpret_cast<std::uintptr_t>(address);
    Access access{
        me.clock[me.id], static_cast<std::uint8_t>(me.id), 0, writes, atomic, 0};
    if (scheduler->board().rules.record)
        access.event = static_cast<std::uint32_t>(scheduler->note_access(
            me, writes ? What::write : What::read, address, size, atomic));
    must_be_alive(me, address);
    for (auto granule = first / 8; granule * 8 < first + size; ++granule) {
        access.bytes = bytes_of(first, first + size, granule);
        Cell& cell = find_or_add(granule);
        if (cell.freed_by >= 0) fail_as_freed(me, cell, address);
        check(me, cell, access, address);
    }
}

void RaceDetector::check(Thread& me, Cell& cell, const Access& access,
                         const void* address) {
    Access* mine = nullptr;
    for (Access& other : cell.accesses) {
        if (other.thread == access.thread) {
            const bool covers = (access.bytes & other.bytes) == other.bytes;
            if (covers && other.writes == access.writes && other.atomic == access.atomic)
                mine = &other;
            continue;
        }
        const bool overlap = (other.bytes & access.bytes) != 0;
        if (overlap && other.writes && !access.writes &&
            !me.born.knows(other.thread, other.step))
            me.looked_at = scheduler->step();
        const bool conflict =
            (other.writes || access.writes) && !(other.atomic && access.atomic);
        if (!overlap || !conflict || me.clock.knows(other.thread, other.step)) continue;
        Failure& failure = scheduler->board().failure;
        failure.event = other.event;
        failure.other_thread = other.thread;
        scheduler->fail(Verdict::data_race, &me, address);
    }
    if (mine != nullptr)
        *mine = access;
    else
        cell.accesses.push_back(access);
}

void RaceDetector::free(Thread& me, const void* block, std::size_t size) {
    access(me, block, size, true, false);
    const Board& board = scheduler->board();
    const auto event = board.event_count == 0 ? 0 : board.event_count - 1;
    if (board.rules.record) scheduler->board().events[event].frees = true;
    const auto first = reinterpret_cast<std::uintptr_t>(block);
    for (auto granule = first / 8; granule * 8 < first + size; ++granule) {
        Cell& cell = find_or_add(granule);
        cell.freed_by = static_cast<std::int8_t>(me.id);
        cell.freed_in = static_cast<std::uint32_t>(event);
    }
}

void RaceDetector::must_be_there(Thread& me, const void* address, bool writes) {
    const What what = writes ? What::write : What::read;
    if (!is_alive(me, address)) {
        scheduler->note(me, what, address);
        must_be_alive(me, address);
    }
    if (schedule_ != scheduler->number()) return;  // nothing was freed in this one
    const Cell* cell = find(reinterpret_cast<std::uintptr_t>(address) / 8);
    if (cell == nullptr || cell->freed_by < 0) return;
    scheduler->note(me, what, address);
    fail_as_freed(me, *cell, address);
}

void RaceDetector::fail_as_freed(Thread& me, const Cell& cell, const void* address) {
    Failure& failure = scheduler->board().failure;
    failure.event = cell.freed_in;
    failure.other_thread = cell.freed_by;
    scheduler->fail(Verdict::use_after_free, &me, address);
}

// ---- The table ----

const RaceDetector::Cell* RaceDetector::find(std::uintptr_t granule) const {
    const auto mask = cells_.size() - 1;
    for (auto i = mix(granule) & mask; cells_[i].schedule == schedule_;
         i = (i + 1) & mask)
        if (cells_[i].granule == granule) return &cells_[i];
    return nullptr;
}

RaceDetector::Cell& RaceDetector::find_or_add(std::uintptr_t granule) {
    if (used_ * 2 >= cells_.size()) grow();
    const auto mask = cells_.size() - 1;
    auto i = mix(granule) & mask;
    while (cells_[i].schedule == schedule_) {
        if (cells_[i].granule == granule) return cells_[i];
        i = (i + 1) & mask;
    }
    ++used_;
    cells_[i].granule = granule;
    cells_[i].schedule = schedule_;
    cells_[i].freed_by = -1;
    cells_[i].accesses.clear();
    return cells_[i];
}

void RaceDetector::grow() {
    auto old = std::exchange(cells_, std::vector<Cell>(cells_.size() * 4));
    used_ = 0;
    for (Cell& cell : old)
        if (cell.schedule == schedule_) find_or_add(cell.granule) = std::move(cell);
}

}  // namespace lockstep::explorer
