"""Figures computed from timings."""

import os
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Measured:
    """One round: commands/s, p50 and p99 in ms, and CPU per command in ms (of the server, the store and Kafka)."""

    rate: float
    p50: float
    p99: float
    cpu: tuple[float, ...]


def quantile(waits: list[float], part: float) -> float:
    """Return a quantile in ms."""
    return sorted(waits)[int(len(waits) * part)] * 1_000


def measured(done: dict[str, Any], cpu: tuple[float, ...] = ()) -> Measured:
    waits = done["waits"]
    count = len(waits)
    each = tuple(seconds / count * 1_000 for seconds in cpu)
    return Measured(count / done["seconds"], quantile(waits, 0.5), quantile(waits, 0.99), each)


def cpu_seconds(pid: int) -> float:
    with open(f"/proc/{pid}/stat") as file:
        user, system = file.read().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
