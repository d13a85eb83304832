// Fault D18: thread-local state of one client is still there for the next, because a pool
// uses its threads again. In a thread per client (lesson 04) the end of the thread ends
// it.
#pragma once

#include <string>
#include <utility>

#include "lessons/05_thread_pool/thread_pool.hpp"

namespace lockstep::stale_client {

// The client that this thread serves; empty: none, or one that has not given a name.
inline thread_local std::string client;

inline std::string page() {
    return "your account, " + (client.empty() ? "unknown guest" : client);
}

// Ann logs in and looks at her account; then a guest who has not logged in does. Both
// return what the guest is shown.
inline std::string broken() {
    ThreadPool server{1};
    server
        .submit([] {
            client = "Ann";
            return page();
        })
        .get();  // wrong: Ann has gone, her name has not
    return server.submit(page).get();
}

// What a client leaves in its thread, ended with the task. Before it, too: a task of
// somebody else's may have left something.
class ClientState {
  public:
    explicit ClientState(std::string name = {}) { client = std::move(name); }
    ~ClientState() { client.clear(); }
    ClientState(const ClientState&) = delete;
    ClientState& operator=(const ClientState&) = delete;
};

inline std::string mended() {
    ThreadPool server{1};
    server
        .submit([] {
            const ClientState ann{"Ann"};
            return page();
        })
        .get();
    return server
        .submit([] {
            const ClientState guest;
            return page();
        })
        .get();
}

}  // namespace lockstep::stale_client
