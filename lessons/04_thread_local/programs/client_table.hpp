// Who watches now: what the page and /stats show.
//
// Any thread may call any member. The rows belong to the clients' threads, which bring
// them up to date; nothing here is slow enough to hold a viewer up.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace lockstep {

struct ClientRow {
    std::string address;
    std::chrono::steady_clock::time_point since{};
    std::uint64_t newest = 0;  // the number of the last frame sent
    std::uint64_t frames = 0;
    std::uint64_t bytes = 0;
    std::uint64_t skipped = 0;  // frames that came while it was still taking another
};

// Whether the console tells who comes and goes.
enum class Announce { yes, no };

class ClientTable {
  public:
    explicit ClientTable(Announce announce = Announce::yes) : announce_{announce} {}
    bool announces() const { return announce_ == Announce::yes; }

    using Id = std::uint64_t;  // 1, 2, 3, … in the order in which they came

    Id sign_on(const ClientRow& row);
    void update(Id id, const ClientRow& row);
    void sign_off(Id id);

    struct Snapshot {
        std::map<Id, ClientRow> now;
        ClientRow gone;  // the sums over all that have left
        std::uint64_t ever = 0;
    };
    Snapshot snapshot() const;

  private:
    const Announce announce_;
    mutable std::mutex mutex_;
    Snapshot all_;  // guarded by mutex_
};

// {"frame":412,"clients":[{"address":…,"seconds":…,"frames":…}],"served":7}
std::string stats_as_json(const ClientTable::Snapshot& snapshot,
                          const std::string& camera);

}  // namespace lockstep
