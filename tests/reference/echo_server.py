"""The echo server of lesson 05 in Python, a thread for each client: to compare with.

    echo_server.py PORT
"""

import socketserver
import sys
import threading


class Echo(socketserver.BaseRequestHandler):
    def handle(self):
        host, port = self.client_address
        name = threading.current_thread().name
        self.request.sendall(f"hello {host}:{port}: {name} is yours\n".encode())
        while data := self.request.recv(4096):
            self.request.sendall(data)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


with Server(("127.0.0.1", int(sys.argv[1])), Echo) as server:
    print(f"listens at 127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()
