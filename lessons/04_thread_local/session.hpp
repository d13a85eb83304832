// The session of the client that the calling thread serves: thread-local.
//
// Every function here is about the calling thread's own session, so no function needs to
// be told which, and none needs a lock. The session's destructor signs the client off: in
// a thread that serves one client that happens when the thread ends. A thread that goes
// on to serve another must call end_session() in between (lesson 05).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "lessons/04_thread_local/programs/client_table.hpp"

namespace lockstep {

class Session {
  public:
    Session(ClientTable& table, std::string address);  // signs on
    ~Session();                                        // signs off
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void frame_sent(std::uint64_t number, std::size_t bytes);
    void remark(std::string why) { why_ = std::move(why); }  // why it ended
    const ClientRow& row() const { return row_; }

  private:
    ClientTable& table_;
    ClientRow row_;
    ClientTable::Id id_;
    std::string why_ = "it left";
};

// Throws std::logic_error when this thread has one already: somebody else's. `table` must
// outlive the thread.
Session& begin_session(ClientTable& table, const std::string& address);
void end_session();           // nothing happens when there is none
Session* session() noexcept;  // null when there is none

}  // namespace lockstep
