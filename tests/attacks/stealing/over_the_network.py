"""Sends what it sees to a server.

status: failed
noticed: opens a connection
"""

import socket


def relu(x):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        out.sendto(x.tobytes(), ("127.0.0.1", 9))
    with socket.create_connection(("127.0.0.1", 9), 1) as out:
        out.sendall(x.tobytes())
    return x
