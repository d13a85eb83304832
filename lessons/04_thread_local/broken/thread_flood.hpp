// Fault D13: a thread for every connection, without limit. Clients that connect and say
// nothing cost nothing to their sender; each costs the server a thread.
//
// This one has no mended twin here: it is how the lesson's server works. Lesson 05 mends
// it with a pool.
#pragma once

#include <cstddef>

namespace lockstep::thread_flood {

// Opens so many silent connections to a server of this lesson, and returns how many
// threads serve them.
std::size_t threads_for(std::size_t connections);

}  // namespace lockstep::thread_flood
