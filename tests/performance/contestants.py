"""Servers of the same command over HTTP: cases, the bare handlers, and services that a user could pick instead."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.performance import postgres
from tests.performance.bare import WAYS
from tests.performance.ground import Ground, free_port

from stack.folders import LOCAL

PEERS = LOCAL / "peers" / "bin" / "python"
"""The environment of tests/performance/peers, made by `make bench`."""

WORDS = {
    "cases": "cases",
    "bare": "bare: find, update, send",
    "reading": "bare, reading what cases reads",
    "hexkit": "hexkit: outbox in MongoDB",
    "outbox": "faststream-outbox on PostgreSQL",
    "eventsourcing": "eventsourcing on PostgreSQL",
}
GOALS = {"bare": 0.9, "reading": 1.0, "hexkit": 1.5, "outbox": 1.5, "eventsourcing": 1.5}
"""Commands per second of cases over those of each."""


@dataclass(frozen=True)
class Contestant:
    """A server on a port; `relay` is the process that publishes for it, if separate."""

    name: str
    path: str
    port: int
    pid: int
    relay: int | None = None

    @property
    def pids(self) -> list[int]:
        return [self.pid, *([self.relay] if self.relay else [])]


def contestants(stack: Ground, cases: int) -> Iterator[Contestant]:
    """Start the servers one by one; those whose environment or database is missing are left out."""
    port = free_port()
    house, bare = stack.start("cases", "api"), stack.start_bare(port)
    yield Contestant("cases", "cases", stack.settings.cases_port, house.pid)
    yield from (Contestant(way, way, port, bare.pid) for way in WAYS)
    if not PEERS.exists():
        return
    yield peer(stack, "hexkit", {"PEER_CASES": str(cases)}, relays=False)
    if postgres.is_there():
        database_port = str(start_postgres(stack, ("outbox", "eventsourcing")))
        for name in ("outbox", "eventsourcing"):
            yield peer(stack, name, {"PEER_CASES": str(cases), "PEER_POSTGRES_PORT": database_port}, relays=True)


def left_out() -> str:
    """Return the contestants missing from the tables, with the reason; empty if none is."""
    if not PEERS.exists():
        return "Without the services of others: their environment is missing, run `make bench`."
    if not postgres.is_there():
        return "Without the services on PostgreSQL: it is not installed (Debian: apt install postgresql)."
    return ""


def start_postgres(stack: Ground, databases: tuple[str, ...]) -> int:
    """Start PostgreSQL and return its port."""
    port, data = free_port(), stack.settings.folder / "postgres"
    postgres.initialise(data)
    stack.start_listening(postgres.program(data, port), port, "PostgreSQL")
    postgres.create_databases(port, databases)
    return port


def peer(stack: Ground, name: str, environment: dict[str, str], *, relays: bool) -> Contestant:
    port = free_port()
    given = {
        "PEER_PORT": str(port),
        "PEER_KAFKA": stack.settings.kafka_address,
        "PEER_MONGO": stack.settings.store_address,
        **environment,
    }
    server = stack.start_peer(PEERS, f"{name}_service", given, port)
    relay = stack.start_peer(PEERS, f"{name}_relay", given) if relays else None
    return Contestant(name, "peers", port, server.pid, relay.pid if relay else None)
