"""Ports of this machine: find free ones, and explain in one line when one is taken."""

import socket
from collections.abc import Mapping

HOST = "127.0.0.1"


def is_free(port: int) -> bool:
    """Return True if nothing listens on the port; connections in TIME_WAIT do not count."""
    with socket.socket() as candidate:
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            candidate.bind((HOST, port))
        except OSError:
            return False
        return True


def listens(port: int) -> bool:
    """Return True if something accepts connections on the port."""
    with socket.socket() as caller:
        caller.settimeout(1)
        return caller.connect_ex((HOST, port)) == 0


def free(count: int) -> list[int]:
    """Return `count` different ports that are free at the moment."""
    sockets = [socket.create_server((HOST, 0)) for _ in range(count)]
    try:
        return [held.getsockname()[1] for held in sockets]
    finally:
        for held in sockets:
            held.close()


def complaints(wanted: Mapping[str, int]) -> list[str]:
    """Return a line for each port that is taken or wanted twice, with the setting that moves it."""
    ports = list(wanted.values())
    return [
        f"port {port} is taken: end what listens there, or set {setting} to a free port"
        for setting, port in wanted.items()
        if ports.count(port) > 1 or not is_free(port)
    ]
