"""Ports of this machine: find free ones, and explain in one line when one is taken."""

import random
import socket
from collections.abc import Mapping
from itertools import islice

HOST = "127.0.0.1"
BELOW_EPHEMERAL = range(20_000, 32_768)


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
    """Return `count` different ports that are free at the moment.

    They lie below those that the kernel gives to outgoing connections, which may take any of theirs before the port is
    used; drawn at random, so that others who look at the same time find others.
    """
    return list(islice(filter(is_free, random.sample(BELOW_EPHEMERAL, len(BELOW_EPHEMERAL))), count))


def complaints(wanted: Mapping[str, int]) -> list[str]:
    """Return a line for each port that is taken or wanted twice, with the setting that moves it."""
    ports = list(wanted.values())
    return [
        f"port {port} is taken: end what listens there, or set {setting} to a free port"
        for setting, port in wanted.items()
        if ports.count(port) > 1 or not is_free(port)
    ]
