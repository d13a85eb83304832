#include "lessons/04_thread_local/session.hpp"

#include <optional>
#include <stdexcept>
#include <utility>

#include "common/console.hpp"

namespace lockstep {

namespace {

// One for every thread, empty at first. It is destroyed when its thread ends.
thread_local std::optional<Session> this_threads_session;

}  // namespace

Session::Session(ClientTable& table, std::string address)
    : table_{table},
      row_{std::move(address), std::chrono::steady_clock::now()},
      id_{table_.sign_on(row_)} {
    if (table_.announces()) say("{} watches", row_.address);
}

Session::~Session() {
    table_.sign_off(id_);
    if (!table_.announces()) return;
    say("{} is signed off: {}; {} frames, {} skipped", row_.address, why_, row_.frames,
        row_.skipped);
}

void Session::frame_sent(std::uint64_t number, std::size_t bytes) {
    if (row_.newest != 0) row_.skipped += number - row_.newest - 1;
    row_.newest = number;
    ++row_.frames;
    row_.bytes += bytes;
    table_.update(id_, row_);
}

Session& begin_session(ClientTable& table, const std::string& address) {
    if (this_threads_session)
        throw std::logic_error{"this thread still serves " +
                               this_threads_session->row().address};
    return this_threads_session.emplace(table, address);
}

void end_session() {
    this_threads_session.reset();
}

Session* session() noexcept {
    return this_threads_session ? &*this_threads_session : nullptr;
}

}  // namespace lockstep
