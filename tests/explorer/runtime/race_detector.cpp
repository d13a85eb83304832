#include "tests/explorer/runtime/race_detector.hpp"

#include <algorithm>
#include <utility>

#include "tests/explorer/runtime/seen_states.hpp"

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
    for (auto granule = first / 8; granule * 8 < first + size; ++granule) {
        access.bytes = bytes_of(first, first + size, granule);
        check(me, find_or_add(granule), access, address);
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

void RaceDetector::forget(const void* address, std::size_t size) {
    const auto first = reinterpret_cast<std::uintptr_t>(address);
    if (size / 8 > cells_.size()) {
        for (Cell& cell : cells_)
            if (cell.granule >= first / 8 && cell.granule * 8 < first + size)
                cell.accesses.clear();
        return;
    }
    for (auto granule = first / 8; granule * 8 < first + size; ++granule)
        if (Cell* cell = find(granule)) cell->accesses.clear();
}

// ---- The table ----

RaceDetector::Cell* RaceDetector::find(std::uintptr_t granule) {
    const auto mask = cells_.size() - 1;
    for (auto i = mix(granule) & mask;; i = (i + 1) & mask) {
        if (cells_[i].schedule != schedule_) return nullptr;
        if (cells_[i].granule == granule) return &cells_[i];
    }
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
