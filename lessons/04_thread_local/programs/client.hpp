// Serves one client, from its request to its end.
#pragma once

#include <chrono>
#include <string>

#include "common/http_request.hpp"
#include "common/tcp_stream.hpp"
#include "lessons/04_thread_local/programs/client_table.hpp"
#include "lessons/04_thread_local/programs/frame.hpp"

namespace lockstep {

// What every client's thread is given. All that it refers to must outlive the threads.
struct VideoSite {
    FrameSource& frames;
    ClientTable& clients;
    std::string camera;  // its name, for people

    HttpRequestLimits request{};
    // A client that takes nothing at all for so long, or a single frame for longer than
    // the second, is sent away.
    std::chrono::milliseconds stalled{5000};
    std::chrono::milliseconds longest{20000};
    // How often to look whether a client has gone, while there is no frame to send it.
    std::chrono::milliseconds look{250};
    // What the kernel may hold for one viewer. Small, so that a slow one sees what was
    // filmed a moment ago, and not what waited in a queue.
    int send_buffer = 64 * 1024;
};

// Blocks until the client has gone, was answered, or was sent away; or until the frames
// end, or the stream's WakeUp rings. Any thread may call: one of its own for each client
// (lesson 04) or a pool's (lesson 05). A viewer's session stays in the thread's storage:
// it ends with the thread, or with end_session().
void serve_client(TcpStream stream, const VideoSite& site);

}  // namespace lockstep
