// asio's side of TcpStream and TcpListener; nobody else includes it.
//
// The sockets never block, and waiting for them is wait_for()'s business. So no
// io_context is ever run: asio asks for one, and all sockets share it.
#pragma once

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>

#include "common/tcp_stream.hpp"

namespace lockstep {

asio::io_context& tcp_context();

class TcpSocket {
  public:
    asio::ip::tcp::socket socket{tcp_context()};
};

// The call was too early, or interrupted: wait and call again.
bool would_block(const asio::error_code& error);

}  // namespace lockstep
