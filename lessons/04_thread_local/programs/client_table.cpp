#include "lessons/04_thread_local/programs/client_table.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace lockstep {

ClientTable::Id ClientTable::sign_on(const ClientRow& row) {
    const std::lock_guard lock{mutex_};
    const Id id = ++all_.ever;
    all_.now.emplace(id, row);
    return id;
}

void ClientTable::update(Id id, const ClientRow& row) {
    const std::lock_guard lock{mutex_};
    all_.now.at(id) = row;
}

void ClientTable::sign_off(Id id) {
    const std::lock_guard lock{mutex_};
    const auto row = all_.now.extract(id);
    all_.gone.frames += row.mapped().frames;
    all_.gone.bytes += row.mapped().bytes;
    all_.gone.skipped += row.mapped().skipped;
}

ClientTable::Snapshot ClientTable::snapshot() const {
    const std::lock_guard lock{mutex_};
    return all_;
}

std::string stats_as_json(const ClientTable::Snapshot& snapshot,
                          const std::string& camera) {
    const auto now = std::chrono::steady_clock::now();
    auto clients = nlohmann::json::array();
    std::uint64_t newest = 0;
    for (const auto& [id, row] : snapshot.now) {
        newest = std::max(newest, row.newest);
        const std::chrono::duration<double> watching = now - row.since;
        clients.push_back({{"id", id},
                           {"address", row.address},
                           {"seconds", watching.count()},
                           {"newest", row.newest},
                           {"frames", row.frames},
                           {"bytes", row.bytes},
                           {"skipped", row.skipped}});
    }
    // A camera's name may hold a file name in any encoding.
    return nlohmann::json{{"camera", camera},
                          {"frame", newest},
                          {"served", snapshot.ever},
                          {"clients", clients}}
        .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace lockstep
