#include "lessons/05_thread_pool/broken/wrong_address.hpp"

#include <functional>
#include <stdexcept>

#include "common/tcp_connect.hpp"
#include "common/tcp_listener.hpp"
#include "lessons/05_thread_pool/programs/echo_client.hpp"

namespace lockstep::wrong_address {

namespace {

using Log = std::function<std::string(const TcpListener&, const TcpStream&)>;

std::vector<Visit> two_visits(const Log& log) {
    const WakeUp wake_up;
    TcpListener listener{"127.0.0.1", 0, wake_up};
    std::vector<Visit> visits;
    for (int visit = 1; visit <= 2; ++visit) {
        const EchoClient client{"127.0.0.1", listener.port(), wake_up};
        const auto accepted = listener.accept();
        if (!accepted) throw std::logic_error{"nobody rang, and yet accept() gave up"};
        visits.push_back({log(listener, *accepted), client.address()});
    }
    return visits;
}

}  // namespace

std::vector<Visit> broken() {
    return two_visits([](const TcpListener& listener, const TcpStream&) {
        return host_and_port("127.0.0.1", listener.port());  // wrong: that is ourselves
    });
}

// The mend: accept() tells who came, and the stream keeps it.
std::vector<Visit> mended() {
    return two_visits(
        [](const TcpListener&, const TcpStream& client) { return client.peer(); });
}

}  // namespace lockstep::wrong_address
